import { endAway, herAway, setAway } from '#application/away.ts';
import { awayForm } from '#views/away.ts';
import { acts, type Buttons, type ClickContext, opens, refuse } from './click.ts';
import { type Forms, wrong } from './submission.ts';

/** "I'm away" on My Profile of an official. */
export function awayButtons({ deps }: ClickContext): Buttons {
  return {
    away: opens(async ({ person }) => {
      const { may, away } = await deps.ledger.read((record) => herAway(record, person.personId));
      return may ? { open: awayForm(away) } : refuse('away-not-official');
    }),
    'away-end': acts(async ({ person }) => {
      await endAway(deps)(person);
      return {};
    }),
  };
}

/** From when to when. */
export function awayForms({ deps }: ClickContext): Forms {
  return {
    away: {
      field: 'to',
      async again({ person }) {
        return awayForm((await deps.ledger.read((record) => herAway(record, person.personId))).away);
      },
      async send({ person, typed }) {
        const answer = await setAway(deps)(person, typed.words('from')?.trim() ?? '', typed.words('to')?.trim() ?? '');
        return answer.ok ? { close: 'this' } : wrong(answer.refusal);
      },
    },
  };
}
