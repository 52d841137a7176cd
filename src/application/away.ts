import { roleById } from '#content/catalogue.ts';
import { type Away, absence, plannedAway } from '#domain/away.ts';
import { type Office, parseDay } from '#domain/business-days.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { EventKind, KnownPerson, Reading, Writing } from './ledger.ts';
import type { Matter } from './matter.ts';
import { officeOf } from './office.ts';
import { rerouteAt } from './reroute.ts';

/**
 * An official is away for some days: others get what comes meanwhile, she gets it when she is back. She may decide all the
 * time; where all are away, all are asked all the same.
 */

/** Plans an absence, or changes the one that stands. */
export function setAway(deps: Deps) {
  return (person: KnownPerson, from: string, to: string): Promise<Answer<Away>> =>
    deps.ledger.change(async (record) => {
      const { personId } = person;
      const seats = await seatsOf(record, personId);
      const now = deps.now();
      const office = officeAt(deps, person, seats);
      const planned = seats.length === 0 ? no('away-not-official') : plannedAway(from, to, now, office);
      if (!planned.ok) {
        await note(record, person, 'refused', { refusal: planned.refusal, deed: 'away' }, now);
        return planned;
      }
      const away = planned.value;
      await record.saveAway(personId, away);
      await note(record, person, 'away-set', { from: away.fromDay, to: away.toDay }, now);
      await follow(record, personId, seats, nextTime(away, office), now);
      return yes(away);
    });
}

/** She is back, or does not go after all. Twice is as good as once. */
export function endAway({ ledger, now }: Deps) {
  return (person: KnownPerson): Promise<void> =>
    ledger.change(async (record) => {
      if ((await record.away(person.personId)) === null) return;
      await record.saveAway(person.personId, null);
      await note(record, person, 'away-ended', {}, now());
      await comesBack(record, person.personId, now());
    });
}

/** Whether a person may say that she is away, and what she said. */
export async function herAway(record: Reading, personId: PersonId): Promise<{ may: boolean; away: Away | null }> {
  return { may: (await seatsOf(record, personId)).length > 0, away: await record.away(personId) };
}

/** An absence begins or is over. */
export function lookAtAway(deps: Deps) {
  return ({ personId: named }: Extract<Matter, { about: 'away' }>): Promise<void> =>
    deps.ledger.change(async (record) => {
      const person = await record.person(named);
      const away = person === null ? null : await record.away(person.personId);
      if (person === null || away === null) return;
      const { personId } = person;
      const now = deps.now();
      const seats = await seatsOf(record, personId);
      const office = officeAt(deps, person, seats);
      const [beginsAt, backAt] = nextTime(away, office);
      if (now >= backAt) {
        await record.saveAway(personId, null);
        await record.record({ kind: 'away-ended', subjectId: personId }, now);
        return comesBack(record, personId, now);
      }
      if (now >= beginsAt && !away.began) {
        await record.saveAway(personId, { ...away, began: true });
        await record.record({ kind: 'away-began', subjectId: personId }, now);
      }
      await follow(record, personId, now >= beginsAt && !away.began ? seats : [], [beginsAt, backAt], now);
    });
}

/** When it begins and when it is over. */
function nextTime({ fromDay, toDay }: Away, office: Office): [number, number] {
  const { beginsAt, backAt } = absence(parseDay(fromDay) ?? 0, parseDay(toDay) ?? 0, office);
  return [beginsAt, backAt];
}

/** What waits finds its way again, and the next time is set. */
async function follow(
  record: Writing,
  personId: PersonId,
  seats: readonly string[],
  [beginsAt, backAt]: [number, number],
  now: number,
): Promise<void> {
  const matter = { about: 'away', personId } as const;
  await record.enqueueAt({ kind: 'due', matter }, beginsAt > now ? beginsAt : backAt, now);
  await record.enqueue({ kind: 'home', personId }, now);
  await rerouteAt(record, seats, now);
}

/** She gets what came meanwhile, and is reminded of what waits when she is at work. */
async function comesBack(record: Writing, personId: PersonId, now: number): Promise<void> {
  await record.enqueue({ kind: 'home', personId }, now);
  await rerouteAt(record, await seatsOf(record, personId), now);
  await record.enqueueBy({ kind: 'due', matter: { about: 'reminder', personId } }, now, now);
}

/** Organizations at which a person is an official. */
async function seatsOf(record: Reading, personId: PersonId): Promise<string[]> {
  const grants = await record.grantsOf(personId);
  return grants
    .filter(({ roleId, standing }) => roleById(roleId).official && standing === 'active')
    .map(({ organization }) => organization);
}

function officeAt(deps: Deps, { timeZone }: KnownPerson, seats: readonly string[]): Office {
  return officeOf(deps, timeZone, seats[0] === undefined ? null : parseOrganizationKey(seats[0]));
}

function note(
  record: Writing,
  { personId, identity }: KnownPerson,
  kind: EventKind,
  data: Record<string, string>,
  now: number,
): Promise<void> {
  return record.record({ kind, actorId: personId, platform: identity.platform, data }, now);
}
