import type { Db } from './database.ts';

/** Who wants to be reminded to log in, in the database. */

/** Since when; null: she does not. */
export async function readReminded(db: Db, personId: string): Promise<number | null> {
  const row = await db
    .selectFrom('login_reminder')
    .select('since')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Reminds her from now on, or no longer. */
export async function saveReminded(db: Db, personId: string, since: number | null): Promise<void> {
  if (since === null) {
    await db.deleteFrom('login_reminder').where('person_id', '=', personId).execute();
    return;
  }
  await db
    .insertInto('login_reminder')
    .values({ person_id: personId, since })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ since }))
    .execute();
}

/** Of two identities of one person the one that was asked first stays. */
export async function moveReminder(db: Db, into: string, from: string): Promise<void> {
  const rows = await db.deleteFrom('login_reminder').where('person_id', '=', from).returning('since').execute();
  for (const { since } of rows)
    await db
      .insertInto('login_reminder')
      .values({ person_id: into, since })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute();
}
