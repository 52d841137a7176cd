import { isOpen } from '#domain/departure.ts';
import { operatorId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { officialsOf } from './departure-people.ts';
import type { Writing } from './ledger.ts';
import { nudgeOnlyOfficial } from './second-official.ts';
import { showDeparturesAt, tellDeparture } from './tell-departure.ts';

/**
 * What else a change of officials brings: a place that lost its PSO has one again, a case is over because its official's
 * role ended some other way, and whoever is left alone is told that two are recommended.
 */
export async function officialsChanged(
  record: Writing,
  organizations: readonly OrganizationKey[],
  at: number,
): Promise<void> {
  for (const departure of await record.departures.at(organizations, 'live')) {
    const { id, organization, state, grantEnded } = departure;
    if (isOpen(state)) {
      if (!grantEnded) continue;
      const removed = { is: 'removed', at, by: operatorId } as const;
      if (!(await record.departures.move(id, state, removed))) continue;
      await record.record({ kind: 'departure-removed', data: { departureId: id, organization } }, at);
    } else if ((await officialsOf(record, organization)).length > 0) {
      if (!(await record.departures.noteReplaced(id, at))) continue;
      await record.record({ kind: 'departure-replaced', data: { departureId: id, organization } }, at);
    } else continue;
    await tellDeparture(record, null, id, at);
    await showDeparturesAt(record, [organization], at);
  }
  for (const organization of organizations)
    if (organization.startsWith('ccn:') && (await record.departures.ended(organization)) > 0)
      await nudgeOnlyOfficial(record, organization, 'provider-security-official', at);
}
