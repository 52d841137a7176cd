import { beginOf, dayOf } from '#domain/day.ts';
import {
  answerDeparture,
  type DepartureAnswer,
  type DepartureState,
  isOpen,
  leavingDay,
  lookDays,
} from '#domain/departure.ts';
import { operatorId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import { officialsOf, sameHuman } from './departure-people.ts';
import type { Departure, Saying } from './departure-record.ts';
import type { Deps, Settings } from './deps.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { dueTask } from './report-departure.ts';
import { showDeparturesAt, tellDeparture } from './tell-departure.ts';

/** What an official says about her own leaving. It confirms or closes a case; it ends no role. */

/** "I'm still here", "I have left", "I'm leaving on ...": from the message that asked her, or from My Profile. */
export function answerAsOfficial({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, departureId: string, answer: DepartureAnswer): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const departure = await record.departures.of(departureId);
      if (departure === null) return refused(record, person, 'departure-unknown', answer, at);
      if (!(await sameHuman(record, person.personId, departure.officialId)))
        return refused(record, person, 'departure-not-yours', answer, at);
      const moved = await take(record, settings, person, departure, answer, at);
      return moved.ok ? moved : refused(record, person, moved.refusal, answer, at);
    });
}

/**
 * "I'm leaving on ...", said by an official herself, for one facility or for all of hers.
 * @returns at how many facilities; 'no-official-reported' when she is a PSO at none of them
 */
export function sayLeaving({ ledger, settings, now, newId }: Deps) {
  return (person: KnownPerson, organizations: readonly OrganizationKey[], on: string): Promise<Answer<number>> =>
    ledger.change(async (record): Promise<Answer<number>> => {
      const at = now();
      const answer = { says: 'leaving', on } as const;
      const day = leavingDay(on, dayOf(at, person.timeZone));
      if (!day.ok) return refused(record, person, day.refusal, answer, at);
      let said = 0;
      let problem: Refusal = 'no-official-reported';
      for (const organization of organizations) {
        const seat = await seatOf(record, person, organization);
        if (seat === null) continue;
        const open = await openOf(record, organization, seat);
        // A case of her own begins with what she says.
        const moved =
          open === null
            ? await begin(record, settings, person, organization, seat, on, at, newId())
            : await take(record, settings, person, open, answer, at);
        if (moved.ok) said += 1;
        else problem = moved.refusal;
      }
      return said > 0 ? yes(said) : refused(record, person, problem, answer, at);
    });
}

/** "I have left too": in her own case, which begins with it where there is none. Those who reported a colleague follow it. */
export async function sayLeft(
  record: Writing,
  settings: Settings,
  person: KnownPerson,
  seat: { organization: OrganizationKey; grantId: string; own: Departure | null; followers: readonly Saying[] },
  at: number,
  id: string,
): Promise<Answer<Departure>> {
  const { organization, grantId, own, followers } = seat;
  const state: DepartureState = { is: 'left', at };
  if (own?.state.is === 'left') return no('departure-said');
  const departureId = own?.id ?? id;
  const taken =
    own === null
      ? await record.departures.open({ id, organization, grantId, openedAt: at, state })
      : await record.departures.move(own.id, own.state, state);
  if (!taken) return no('departure-closed');
  for (const { personId } of followers) await record.departures.say(departureId, { personId, says: 'follows', at });
  return noteAnswer(record, settings, person, departureId, state, at);
}

/** The operator knows that she is still there. @returns false when nothing was open */
export function closeDeparture({ ledger, settings, now }: Deps) {
  return (departureId: string): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const departure = await record.departures.of(departureId);
      if (departure === null) return no('departure-unknown');
      if (!isOpen(departure.state)) return no('departure-closed');
      const here = { is: 'here', at, by: operatorId } as const;
      if (!(await record.departures.move(departureId, departure.state, here))) return no('departure-closed');
      await record.record(
        { kind: 'departure-answered', platform: 'command-line', data: { departureId, says: 'here' } },
        at,
      );
      await afterStep(record, settings, { ...departure, state: here }, at);
      return yes({ ...departure, state: here });
    });
}

/** The open case about a seat of hers at a facility; null when there is none. */
export async function openOf(record: Reading, organization: string, grantId: string): Promise<Departure | null> {
  const grant = await record.grant(grantId);
  const live = await record.departures.at([organization], 'live');
  return (
    live.find(
      (one) =>
        isOpen(one.state) &&
        (one.grantId === grantId || (one.officialId !== null && one.officialId === grant?.personId)),
    ) ?? null
  );
}

/** Her standing PSO grant at a facility; null when she is none there. */
export async function seatOf(
  record: Reading,
  { personId }: KnownPerson,
  organization: OrganizationKey,
): Promise<string | null> {
  for (const official of await officialsOf(record, organization))
    if (await sameHuman(record, personId, official.personId)) return official.grantId;
  return null;
}

async function begin(
  record: Writing,
  settings: Settings,
  person: KnownPerson,
  organization: OrganizationKey,
  grantId: string,
  on: string,
  at: number,
  id: string,
): Promise<Answer<Departure>> {
  const past = on < dayOf(at, person.timeZone);
  const state: DepartureState = past ? { is: 'left', at } : { is: 'leaving', on, at };
  if (!(await record.departures.open({ id, organization, grantId, openedAt: at, state }))) return no('departure-said');
  return noteAnswer(record, settings, person, id, state, at);
}

async function take(
  record: Writing,
  settings: Settings,
  person: KnownPerson,
  departure: Departure,
  answer: DepartureAnswer,
  at: number,
): Promise<Answer<Departure>> {
  const { personId, timeZone } = person;
  const next = answerDeparture(departure.state, answer, personId, at, dayOf(at, timeZone));
  if (!next.ok) return next;
  if (!(await record.departures.move(departure.id, departure.state, next.value))) return no('departure-closed');
  return noteAnswer(record, settings, person, departure.id, next.value, at);
}

async function noteAnswer(
  record: Writing,
  settings: Settings,
  { personId, identity }: KnownPerson,
  departureId: string,
  state: DepartureState,
  at: number,
): Promise<Answer<Departure>> {
  const data = { departureId, says: state.is, ...(state.is === 'leaving' ? { on: state.on } : {}) };
  await record.record({ kind: 'departure-answered', actorId: personId, platform: identity.platform, data }, at);
  const departure = await record.departures.of(departureId);
  if (departure === null) throw new Error(`departure ${departureId} is not there after it was written`);
  await afterStep(record, settings, departure, at);
  return yes(departure);
}

/** Everybody is told, she finds it on My Profile, and a day that was said is looked at before and after. */
async function afterStep(record: Writing, settings: Settings, departure: Departure, at: number): Promise<void> {
  const { id, organization, officialId, state } = departure;
  if (state.is === 'leaving') await record.enqueueAt(dueTask(id), nextLook(state.on, at), at);
  await tellDeparture(record, settings, id, at);
  await showDeparturesAt(record, [organization], at);
  if (officialId !== null) await record.enqueue({ kind: 'home', personId: officialId }, at);
}

/** In the morning of most of the United States. */
const morningMs = 15 * 60 * 60 * 1000;

/** When somebody's last day is looked at next; the last time is the day after it. */
export function nextLook(on: string, at: number): number {
  const times = lookDays(on).map((look) => beginOf(look.on) + morningMs);
  return times.find((time) => time > at) ?? at;
}

async function refused(
  record: Writing,
  { personId, identity }: KnownPerson,
  refusal: Refusal,
  { says }: DepartureAnswer,
  at: number,
) {
  const data = { refusal, deed: `departure-${says}` };
  await record.record({ kind: 'refused', actorId: personId, platform: identity.platform, data }, at);
  return no(refusal);
}
