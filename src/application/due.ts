import { lookAtAway } from './away.ts';
import { lookAtChecklist } from './checklist-nudge.ts';
import type { Deps } from './deps.ts';
import { remindToLogIn } from './log-in-reminder.ts';
import { lookAtDeparture } from './look-at-departure.ts';
import { lookAtRequest } from './look-at-request.ts';
import type { Matter } from './matter.ts';
import { moveOnItsDay } from './move-provider.ts';
import { remindByMail } from './remind-by-mail.ts';
import { remindOfficial } from './remind-official.ts';
import { askReviewers } from './review.ts';

/**
 * What is done with a matter when its time has come. A handler reads the record as it is now, in one `ledger.change`, does
 * what is due, and sets the next time with `enqueueAt` or lets go. It may run early, late, or twice: it looks at what is
 * so, never at why it was called.
 */
type Handlers = {
  [About in Matter['about']]: (deps: Deps) => (matter: Extract<Matter, { about: About }>) => Promise<void>;
};

const handlers: Handlers = {
  departure: lookAtDeparture,
  'provider-move': moveOnItsDay,
  request: lookAtRequest,
  'log-in': remindToLogIn,
  reminder: remindOfficial,
  'mail-reminder': remindByMail,
  review: askReviewers,
  away: lookAtAway,
  checklist: lookAtChecklist,
};

/** Does what is due about a matter. */
export function doDue(deps: Deps): (matter: Matter) => Promise<void> {
  return <M extends Matter>(matter: M) => {
    const handle = handlers[matter.about] as (deps: Deps) => (matter: M) => Promise<void>;
    return handle(deps)(matter);
  };
}
