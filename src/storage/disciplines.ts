import { z } from 'zod';
import type { DisciplineChoice } from '#application/ledger.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import type { Db } from './database.ts';
import { environmentOf, roleIdOf } from './rows.ts';

/** Which disciplines surveyors chose, in the database. */

const labels = z.array(z.string());

/** What a person chose, for each of her surveyor roles. */
export async function readDisciplines(db: Db, personId: string): Promise<DisciplineChoice[]> {
  const rows = await db.selectFrom('discipline_choice').selectAll().where('person_id', '=', personId).execute();
  return rows.map((row) => ({
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    chosen: labels.parse(JSON.parse(row.chosen)),
  }));
}

/** Keeps a choice in place of the one before. */
export async function saveDisciplines(
  db: Db,
  personId: string,
  { roleId, organization, environment }: RoleAt,
  chosen: readonly string[],
  now: number,
): Promise<void> {
  const key = { person_id: personId, role_id: roleId, organization, environment };
  const value = { chosen: JSON.stringify(chosen), chosen_at: now };
  await db
    .insertInto('discipline_choice')
    .values({ ...key, ...value })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'role_id', 'organization', 'environment']).doUpdateSet(value),
    )
    .execute();
}
