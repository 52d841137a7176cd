import { roleById } from '#content/catalogue.ts';
import { localTime, momentAt, nextAtWork, type Office } from '#domain/business-days.ts';
import type { PersonId } from '#domain/person.ts';
import { reminderTimes } from '#domain/waiting.ts';
import type { Deps } from './deps.ts';
import type { Reading, WaitingItem } from './ledger.ts';
import type { Matter } from './matter.ts';
import { officeOf } from './office.ts';
import { routeNow } from './officials.ts';

/** So much of what waits is looked at: far more than one person ever has. */
export const mostWaiting = 2_000;

/** When she was reminded last. */
export const remindedKey = (personId: PersonId): string => `reminder:${personId}`;

/**
 * Reminds an official of all that waits for her, in one message: when something has become due for it since the last one,
 * in her working hours, and once a day at most.
 */
export function remindOfficial(deps: Deps) {
  return ({ personId: named }: Extract<Matter, { about: 'reminder' }>): Promise<void> =>
    deps.ledger.change(async (record) => {
      const now = deps.now();
      const person = await record.person(named);
      if (person === null) return;
      // Two identities may have become one since.
      const { personId } = person;
      const task = { kind: 'due', matter: { about: 'reminder', personId } } as const;
      const away = await record.away(personId);
      if (away?.began) return record.enqueueAt(task, away.backAt, now);
      const waiting = await record.waitsFor(personId, mostWaiting);
      const said = remindedKey(personId);
      const lastAt = await record.saidAt(said);
      const officeAt = (item: WaitingItem | undefined) => officeOf(deps, person.timeZone, item?.organization ?? null);
      const moments = waiting.map((item) =>
        reminderTimes(item.state, item.cardSince, deps.settings.times, officeAt(item)),
      );
      const late = waiting.filter((_, n) => moments[n]?.some((at) => at <= now && at > (lastAt ?? 0)));
      const ahead = moments.flat().filter((at) => at > now);
      const first = await firstOfHers(record, personId, late);
      if (first !== null) {
        const sendAt = whenToSend(now, lastAt, officeAt(first));
        if (sendAt > now) return record.enqueueAt(task, sendAt, now);
        await record.say(said, now);
        // The one before it is made true: what waits stands in one place, and its buttons go.
        if (lastAt !== null)
          await record.enqueue({ kind: 'tell', personId, notice: { about: 'reminder', at: lastAt } }, now);
        await record.enqueue({ kind: 'tell', personId, notice: { about: 'reminder', at: now } }, now);
      }
      if (ahead.length > 0) await record.enqueueAt(task, Math.min(...ahead), now);
    });
}

/** In her working hours, and not on a day on which she was reminded already. */
export function whenToSend(now: number, lastAt: number | null, office: Office): number {
  const at = nextAtWork(now, office);
  const day = (ms: number) => localTime(ms, office.timeZone).day;
  if (lastAt === null || day(lastAt) !== day(at)) return at;
  return nextAtWork(momentAt(day(at) + 1, 0, office.timeZone), office);
}

async function firstOfHers(
  record: Reading,
  personId: PersonId,
  items: readonly WaitingItem[],
): Promise<WaitingItem | null> {
  for (const item of items) if (await isHers(record, personId, item)) return item;
  return null;
}

/** Whether a person is asked for an item at this moment. */
export async function isHers(record: Reading, personId: PersonId, item: WaitingItem): Promise<boolean> {
  const { roleId, organization, environment, requesterId } = item;
  const { route } = await routeNow(record, roleById(roleId), organization, environment, requesterId);
  return route.way === 'ask' && route.officials.some((official) => official.personId === personId);
}
