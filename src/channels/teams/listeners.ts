import type { ClickContext } from '#channels/clicks/click.ts';
import { answerWritten } from '#channels/clicks/questions.ts';
import { formNotOpened } from '#copy/forms.ts';
import type { Said, TeamsHandlers } from './handlers.ts';

/** Everything Teams sends, by kind. What it means stands in channels/clicks. */
export function teamsHandlers(context: ClickContext): TeamsHandlers {
  const refused = (words: string | null): Said => (words === null ? {} : { say: words });
  return {
    message: async ({ person, text, once }) =>
      refused(await answerWritten(context, person, text, { place: 'own' }, once)),
    mention: async ({ person, text, once, asked }) => refused(await answerWritten(context, person, text, asked, once)),
    execute: async () => ({ say: formNotOpened }),
    fetch: async () => ({ say: formNotOpened }),
    submit: async () => ({ say: formNotOpened }),
    search: async () => [],
    compose: async () => [],
    installed: async () => ({}),
  };
}
