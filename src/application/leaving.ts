import type { WrittenDay } from '#domain/day.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { openOf, seatOf } from './answer-departure.ts';
import type { Grant, KnownPerson, Reading } from './ledger.ts';

/** What an official has said about her own leaving. */

/** Facilities at which somebody is a PSO now. */
export async function facilitiesLed(record: Reading, { personId }: KnownPerson): Promise<OrganizationKey[]> {
  const grants = (await record.grantsOf(personId)).filter(
    ({ roleId, standing }) => roleId === 'provider-security-official' && standing === 'active',
  );
  return [...new Set(grants.map(({ organization }) => organization))];
}

/** The day she said, and at how many facilities she is a PSO; null where she is none. */
export async function leavingAt(
  record: Reading,
  person: KnownPerson,
  organization: OrganizationKey,
): Promise<{ day: WrittenDay | null; departureId: string | null; more: number } | null> {
  const seat = await seatOf(record, person, organization);
  if (seat === null) return null;
  const open = await openOf(record, organization, seat);
  const day = open?.state.is === 'leaving' ? open.state.on : null;
  return { day, departureId: open?.id ?? null, more: (await facilitiesLed(record, person)).length };
}

/** The last days that somebody said, by facility, for these grants of hers. */
export async function leavingDays(
  record: Reading,
  grants: readonly Grant[],
  { personId }: KnownPerson,
): Promise<Map<OrganizationKey, WrittenDay>> {
  const places = grants.map(({ organization }) => organization);
  const live = await record.departures.at(places, 'live');
  return new Map(
    live.flatMap(({ organization, officialId, state }) =>
      officialId === personId && state.is === 'leaving' ? [[organization, state.on] as const] : [],
    ),
  );
}
