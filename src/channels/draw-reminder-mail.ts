import type { Deps } from '#application/deps.ts';
import { takesMail } from '#application/mail-officials.ts';
import { officeOf } from '#application/office.ts';
import { remindedKey, waitsByMail } from '#application/remind-by-mail.ts';
import { showRequest } from '#application/shown.ts';
import { nextAtWork } from '#domain/business-days.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { reminderLetter } from '#views/letter.ts';
import type { DrawnMail } from './draw-mail.ts';
import { NotYet } from './draw-operator-mail.ts';

const mostShown = 30;
/** A mail server was away: what was to be read at work in the morning is not sent in the night. */
const lateMs = 8 * 60 * 60 * 1000;

/**
 * The day's e-mail to an official who is not in chat, with what waits now; null when nothing does any more.
 * @throws NotYet when it could not be sent in time, until she is at work again: then it is that day's
 */
export function drawReminder(deps: Deps, grantId: string): Promise<DrawnMail | null> {
  return deps.ledger.read(async (record) => {
    const waiting = await waitsByMail(record, grantId);
    const [first] = waiting;
    if (first === undefined || !(await takesMail(deps, record, first.address))) return null;
    const grant = await record.grant(grantId);
    const personId = grant?.personId ?? null;
    const timeZone = personId === null ? null : ((await record.person(personId))?.timeZone ?? null);
    const saidAt = (await record.saidAt(remindedKey(grantId))) ?? 0;
    const now = deps.now();
    const late = now > saidAt + lateMs;
    const place = grant === null ? null : parseOrganizationKey(grant.organization);
    const sendAt = late ? nextAtWork(now, officeOf(deps, timeZone, place)) : now;
    if (sendAt > now) throw new NotYet(sendAt);
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
      timeZone,
      letter: reminderLetter(rows, waiting.length),
      once: `reminder-${grantId}-${saidAt}`,
      ...(late
        ? { afterwards: () => deps.ledger.change((record) => record.say(remindedKey(grantId), deps.now())) }
        : {}),
    };
  });
}
