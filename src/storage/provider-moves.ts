import type { ProviderMove } from '#application/ledger.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { Db } from './database.ts';

/** Facilities that have another number since a day, in the database. */

/** What became of these facilities; those that kept their number are left out. */
export async function readMoves(db: Db, organizations: readonly OrganizationKey[]): Promise<ProviderMove[]> {
  if (organizations.length === 0) return [];
  const rows = await db
    .selectFrom('provider_move')
    .selectAll()
    .where('organization', 'in', [...organizations])
    .execute();
  return rows.map((row) => ({ organization: row.organization, became: row.became, on: row.on_day }));
}

/** False when another number was noted for it before. */
export async function insertMove(db: Db, { organization, became, on }: ProviderMove, now: number): Promise<boolean> {
  const added = await db
    .insertInto('provider_move')
    .values({ organization, became, on_day: on, noted_at: now })
    .onConflict((conflict) => conflict.column('organization').doNothing())
    .returning('organization')
    .execute();
  return added.length === 1;
}
