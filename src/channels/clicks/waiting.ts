import { whatWaits } from '#application/what-waits.ts';
import { waitingForm } from '#views/waiting.ts';
import { type Buttons, type ClickContext, opens } from './click.ts';

/** So much of what waits stands in the dialog. */
const shownInDialog = 30;

/** "Waiting for me", in the daily reminder. */
export function waitingButtons({ deps }: ClickContext): Buttons {
  return {
    waiting: opens(async ({ person }) => ({
      open: waitingForm(await deps.ledger.read((record) => whatWaits(deps, record, person.personId, shownInDialog))),
    })),
  };
}
