import { dayOf } from '#domain/day.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { ProviderMove, Reading } from './ledger.ts';

/** The facilities among these that have another number now. */
export async function movedNow(
  record: Reading,
  organizations: readonly OrganizationKey[],
  at: number,
): Promise<Map<OrganizationKey, ProviderMove>> {
  const facilities = organizations.filter((one) => one.startsWith('ccn:'));
  const moves = await record.movesOf([...new Set(facilities)]);
  const today = dayOf(at, null);
  return new Map(moves.filter(({ on }) => on <= today).map((move) => [move.organization, move]));
}
