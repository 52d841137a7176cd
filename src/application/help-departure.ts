import { isOpen, ticketMax } from '#domain/departure.ts';
import { secretIn } from '#domain/guard.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import { openOf, sayLeft, seatOf } from './answer-departure.ts';
import { mayReport, sameHuman } from './departure-people.ts';
import type { Departure } from './departure-record.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { tellDeparture } from './tell-departure.ts';

/** What others do in a case: colleagues who are PSO there say what they know, somebody asks the Service Center, and takes over. */

/** Another PSO says that the reported one has left. It is noted and told; it ends nothing. */
export function sayGone({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, departureId: string): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const known = await asColleague(record, person, departureId);
      if (!known.ok) return noteRefused(record, person, known.refusal, 'departure-gone', at);
      const { personId, identity } = person;
      if (!(await record.departures.say(departureId, { personId, says: 'gone', at })))
        return noteRefused(record, person, 'departure-said', 'departure-gone', at);
      const data = { departureId };
      await record.record({ kind: 'departure-confirmed', actorId: personId, platform: identity.platform, data }, at);
      const said = (await record.departures.sayings(departureId)).filter(({ says }) => says === 'gone').length;
      await tellDeparture(record, settings, departureId, at, `word:${said}`);
      return known;
    });
}

/** Another PSO says that she has left, too: her own case begins, and those who reported the first one hear of it. */
export function sayGoneToo({ ledger, settings, now, newId }: Deps) {
  return (person: KnownPerson, departureId: string): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const known = await asColleague(record, person, departureId);
      if (!known.ok) return noteRefused(record, person, known.refusal, 'departure-gone-too', at);
      const { organization } = known.value;
      const grantId = (await seatOf(record, person, organization)) ?? '';
      const own = await openOf(record, organization, grantId);
      const followers = (await record.departures.sayings(departureId)).filter(({ says }) => says === 'reported');
      const said = await sayLeft(record, settings, person, { organization, grantId, own, followers }, at, newId());
      return said.ok ? said : noteRefused(record, person, said.refusal, 'departure-gone-too', at);
    });
}

/** Who may read the message to the Service Center and note the ticket: those who report, and the other PSOs of the place. */
export async function helpsIn(record: Reading, person: KnownPerson, departureId: string): Promise<Answer<Departure>> {
  const departure = await record.departures.of(departureId);
  if (departure === null) return no('departure-unknown');
  if (person.account.guest || person.account.foreign || person.account.switchedOff) return no('departure-not-yours');
  const sayings = await record.departures.sayings(departureId);
  const helps = sayings.some(({ personId }) => personId === person.personId);
  if (!helps && (await seatOf(record, person, departure.organization)) === null) return no('departure-not-yours');
  return yes(departure);
}

/** The number that the Service Center gave. The guard comes first; nothing of a refused text is kept. */
export function noteTicket({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, departureId: string, typed: string): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const words = typed.trim().replace(/\s+/g, ' ');
      const may = await helpsIn(record, person, departureId);
      const refusal = may.ok
        ? (ticketProblem(words) ?? (isOpen(may.value.state) ? null : 'departure-closed'))
        : may.refusal;
      if (!may.ok || refusal !== null)
        return noteRefused(record, person, refusal ?? 'departure-unknown', 'departure-ticket', at);
      const { personId, identity } = person;
      const textId = await record.keepText(words, personId);
      await record.departures.noteTicket(departureId, textId);
      await record.record(
        {
          kind: 'departure-ticket',
          actorId: personId,
          platform: identity.platform,
          ...(may.value.officialId === null ? {} : { subjectId: may.value.officialId }),
          data: { departureId },
          textId,
        },
        at,
      );
      await tellDeparture(record, settings, departureId, at, 'ticket');
      return yes({ ...may.value, ticketId: textId });
    });
}

function ticketProblem(words: string): Refusal | null {
  if (secretIn(words) !== null) return 'holds-a-secret';
  if (words === '') return 'ticket-missing';
  return words.length > ticketMax ? 'ticket-too-long' : null;
}

/** "I'll take this over", after the removal: remembered for the others, then the request for the PSO role opens filled in. */
export function takeOver(deps: Deps) {
  const { ledger, settings, now } = deps;
  return async (person: KnownPerson, departureId: string): Promise<Answer<Departure>> => {
    const departure = await ledger.read((record) => record.departures.of(departureId));
    const may = departure === null ? no('departure-unknown') : await mayReport(deps, person, departure.organization);
    return ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const known = await record.departures.of(departureId);
      const refusal = !may.ok ? may.refusal : known?.state.is === 'removed' ? null : 'departure-closed';
      if (known === null || refusal !== null)
        return noteRefused(record, person, refusal ?? 'departure-unknown', 'take-over', at);
      const { personId, identity } = person;
      if (await record.departures.say(departureId, { personId, says: 'takes-over', at })) {
        const data = { departureId };
        await record.record({ kind: 'departure-taken-over', actorId: personId, platform: identity.platform, data }, at);
        await tellDeparture(record, settings, departureId, at);
      }
      return yes(known);
    });
  };
}

/** A PSO of the place who is not the one it is about. */
async function asColleague(record: Reading, person: KnownPerson, departureId: string): Promise<Answer<Departure>> {
  const departure = await record.departures.of(departureId);
  if (departure === null) return no('departure-unknown');
  if (await sameHuman(record, person.personId, departure.officialId)) return no('own-departure');
  if ((await seatOf(record, person, departure.organization)) === null) return no('departure-not-yours');
  return isOpen(departure.state) ? yes(departure) : no('departure-closed');
}

async function noteRefused(
  record: Writing,
  { personId, identity }: KnownPerson,
  refusal: Refusal,
  deed: string,
  at: number,
) {
  await record.record({ kind: 'refused', actorId: personId, platform: identity.platform, data: { refusal, deed } }, at);
  return no(refusal);
}
