import type { Deps } from '#application/deps.ts';
import { takesMail } from '#application/mail-officials.ts';
import { remindedKey, waitsByMail } from '#application/remind-by-mail.ts';
import { showRequest } from '#application/shown.ts';
import { reminderLetter } from '#views/letter.ts';
import type { DrawnMail } from './draw-mail.ts';

const mostShown = 30;

/** The day's e-mail to an official who is not in chat, with what waits now; null when nothing does any more. */
export function drawReminder(deps: Deps, grantId: string): Promise<DrawnMail | null> {
  return deps.ledger.read(async (record) => {
    const waiting = await waitsByMail(record, grantId);
    const [first] = waiting;
    if (first === undefined || !(await takesMail(deps, record, first.address))) return null;
    const personId = (await record.grant(grantId))?.personId ?? null;
    const rows = [];
    for (const { request, itemIds } of waiting.slice(0, mostShown)) {
      const since = request.items.flatMap(({ id, state }) =>
        itemIds.includes(id) && state.status === 'pending' ? [state.since] : [],
      );
      const [oldest = request.submittedAt] = since.sort((one, other) => one - other);
      rows.push({ request: await showRequest(record, request), itemIds, since: oldest });
    }
    rows.sort((one, other) => one.since - other.since);
    return {
      to: first.address,
      timeZone: personId === null ? null : ((await record.person(personId))?.timeZone ?? null),
      letter: reminderLetter(rows, waiting.length),
      once: `reminder-${grantId}-${await record.saidAt(remindedKey(grantId))}`,
    };
  });
}
