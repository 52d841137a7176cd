import type { ProviderMove } from '#application/ledger.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { among, onPostgres } from './engine.ts';
import { fixed } from './fixed.ts';

/** Facilities that have another number since a day, in the database. */

/** What became of these facilities; those that kept their number are left out. */
export async function readMoves(db: Db, organizations: readonly OrganizationKey[]): Promise<ProviderMove[]> {
  if (organizations.length === 0) return [];
  const rows = onPostgres(db)
    ? await movesOnServer(db, organizations)
    : await moves(db)
        .where('organization', 'in', [...organizations])
        .execute();
  return rows.map((row) => ({ organization: row.organization, became: row.became, on: row.on_day }));
}

const moves = (db: Db) => db.selectFrom('provider_move').select(columnsOf('provider_move'));

const movesOnServer = fixed((db, organizations: readonly OrganizationKey[]) =>
  moves(db).where(among('organization', organizations)),
);

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
