import { isOpen } from '#domain/departure.ts';
import { operatorId } from '#domain/item.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import { isHelpDesk, sameHuman } from './departure-people.ts';
import type { Departure } from './departure-record.ts';
import type { Deps } from './deps.ts';
import type { Grant, KnownPerson, Reading, Writing } from './ledger.ts';
import { tellRemoved } from './provisioning.ts';
import { rerouteAt } from './reroute.ts';
import { showDeparturesAt, tellDeparture } from './tell-departure.ts';

/**
 * Records that an official's role was removed: by the operator's command, or by somebody on the help-desk list, who is
 * looked up now and is neither the one who reported nor the one it is about. Her PSO grants there end, what waits is
 * held, and everybody is told.
 * @param person null: the operator at the command line
 */
export function recordRemoval({ ledger, settings, now }: Deps) {
  return (person: KnownPerson | null, departureId: string): Promise<Answer<Departure>> =>
    ledger.change(async (record): Promise<Answer<Departure>> => {
      const at = now();
      const by =
        person === null
          ? ({ platform: 'command-line' } as const)
          : ({ actorId: person.personId, platform: person.identity.platform } as const);
      const refused = async (refusal: Refusal) => {
        await record.record({ kind: 'refused', ...by, data: { refusal, deed: 'record-removal' } }, at);
        return no(refusal);
      };
      if (person !== null && !isHelpDesk(person, settings)) return refused('removal-not-yours');
      const departure = await record.departures.of(departureId);
      if (departure === null) return refused('departure-unknown');
      if (person !== null && (await isParty(record, person, departure))) return refused('own-departure');
      const { state, officialId, organization } = departure;
      const removed = { is: 'removed', at, by: person?.personId ?? operatorId } as const;
      if (!isOpen(state) || !(await record.departures.move(departureId, state, removed)))
        return refused('departure-closed');
      const subject = officialId === null ? {} : { subjectId: officialId };
      await record.record({ kind: 'departure-removed', ...by, ...subject, data: { departureId, organization } }, at);
      for (const grant of await grantsOf(record, departure)) {
        const { grantId } = grant;
        if (!(await record.endGrant(grantId, at))) continue;
        if (officialId !== null) await tellRemoved(record, settings, officialId, grant, at);
        await record.record({ kind: 'grant-ended', ...by, ...subject, data: { grantId, departureId } }, at);
      }
      await tellDeparture(record, settings, departureId, at);
      await rerouteAt(record, [organization], at);
      await showDeparturesAt(record, [organization], at);
      if (officialId !== null) await record.enqueue({ kind: 'home', personId: officialId }, at);
      return yes({ ...departure, state: removed });
    });
}

/** Who reported it, takes over, or is the one it is about. */
async function isParty(record: Reading, { personId }: KnownPerson, departure: Departure): Promise<boolean> {
  if (await sameHuman(record, personId, departure.officialId)) return true;
  for (const saying of await record.departures.sayings(departure.id))
    if (saying.says !== 'gone' && (await sameHuman(record, personId, saying.personId))) return true;
  return false;
}

/** Her standing grants of that role at that place, in both environments. */
async function grantsOf(record: Writing, { grantId, officialId, organization }: Departure): Promise<Grant[]> {
  const named = await record.grant(grantId);
  if (named === null) return [];
  const hers = officialId === null ? await record.unboundGrants(named.email ?? '') : await record.grantsOf(officialId);
  return hers.filter((one) => one.roleId === named.roleId && one.organization === organization);
}
