import type { KnownStatement, StatedRole } from '#application/ledger.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { environmentOf, roleIdOf } from './rows.ts';

/** "I have this role in iQIES", in the database. */

/** Statements that nobody settled, oldest first. */
export async function readStated(db: Db, of: { personId: string } | { organization: string }): Promise<StatedRole[]> {
  let query = db
    .selectFrom('stated_role')
    .selectAll()
    .where('settled_as', 'is', null)
    .orderBy('stated_at')
    .orderBy('id');
  query =
    'personId' in of ? query.where('person_id', '=', of.personId) : query.where('organization', '=', of.organization);
  return (await query.limit(500).execute()).map(statedOf);
}

/** A statement row. */
export function statedOf(row: LedgerTables['stated_role']): StatedRole {
  return {
    statementId: row.id,
    personId: row.person_id,
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    statedAt: row.stated_at,
  };
}

/** One statement, settled or not. */
export async function readStatement(db: Db, id: string): Promise<KnownStatement | null> {
  const row = await db.selectFrom('stated_role').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const settledAs = row.settled_as === null ? null : row.settled_as === 'confirmed' ? 'confirmed' : 'struck';
  return { ...statedOf(row), settledAs };
}

/** Writes a statement; false when the same one stands unsettled already. */
export async function insertStated(db: Db, statement: StatedRole): Promise<boolean> {
  const { statementId, personId, roleId, organization, environment, statedAt } = statement;
  const same = await readStated(db, { personId });
  if (same.some((one) => one.roleId === roleId && one.organization === organization && one.environment === environment))
    return false;
  await db
    .insertInto('stated_role')
    .values({
      id: statementId,
      person_id: personId,
      role_id: roleId,
      organization,
      environment,
      stated_at: statedAt,
      settled_as: null,
      settled_by: null,
      settled_at: null,
    })
    .execute();
  return true;
}

/** Settles a statement once; false when it was settled before. */
export async function settleStated(
  db: Db,
  id: string,
  as: 'confirmed' | 'struck',
  by: string,
  now: number,
): Promise<boolean> {
  const settled = await db
    .updateTable('stated_role')
    .set({ settled_as: as, settled_by: by, settled_at: now })
    .where('id', '=', id)
    .where('settled_as', 'is', null)
    .returning('id')
    .execute();
  return settled.length === 1;
}
