import type { StatedRole } from '#application/ledger.ts';
import type { Db } from './database.ts';
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
  return (await query.limit(500).execute()).map((row) => ({
    statementId: row.id,
    personId: row.person_id,
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    statedAt: row.stated_at,
  }));
}

/** Writes a statement, unless the same one stands unsettled already. */
export async function insertStated(db: Db, statement: StatedRole): Promise<void> {
  const { statementId, personId, roleId, organization, environment, statedAt } = statement;
  const same = await readStated(db, { personId });
  if (same.some((one) => one.roleId === roleId && one.organization === organization && one.environment === environment))
    return;
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
