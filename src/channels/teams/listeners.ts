import { welcomed, worded } from '#channels/clicks/chat.ts';
import type { ClickContext } from '#channels/clicks/click.ts';
import { answerWritten } from '#channels/clicks/questions.ts';
import { cardWords } from '#copy/cards.ts';
import { quotedAnswer } from '#views/answer.ts';
import { teamsDialogs, teamsPresses } from './dialogs.ts';
import { foundPlaces } from './find-places.ts';
import type { FoundCard, Said, TeamsHandlers } from './handlers.ts';

/** Everything Teams sends, by kind. What it means stands in channels/clicks. */
export function teamsHandlers(context: ClickContext): TeamsHandlers {
  const refused = (words: string | null): Said => (words === null ? {} : { say: words });
  return {
    async message({ person, text, once }) {
      const led = await worded(context, person, text);
      return led ?? refused(await answerWritten(context, person, text, { place: 'own' }, once));
    },
    mention: async ({ person, text, once, asked }) => refused(await answerWritten(context, person, text, asked, once)),
    execute: teamsPresses(context, cardWords.saved),
    ...teamsDialogs(context),
    search: ({ person, query }) => foundPlaces(context.deps, query, person),
    compose: async ({ query }) => quotable(context, query),
    async installed({ person }) {
      await welcomed(context, person);
      return {};
    },
  };
}

/** Answers to put into a message; words where there are none. Nothing of a search while somebody types is kept. */
function quotable({ deps }: ClickContext, query: string): readonly FoundCard[] | string {
  if (query.trim() === '') return cardWords.typeAQuestion;
  const { outcome, text, suggestions, related } = deps.answers.answer({ question: query, context: undefined });
  if (outcome !== 'answer' && outcome !== 'suggest') return text;
  const first = outcome === 'answer' ? [{ title: query, text }] : [];
  return [...first, ...(outcome === 'answer' ? related : suggestions)].map((found) => ({
    title: found.title,
    about: found.text.split('\n')[0] ?? '',
    message: quotedAnswer(found.text),
  }));
}
