import type { Db } from './database.ts';

/** No platform sends a click again, and no signature is taken, after so long. */
const keptMs = 24 * 60 * 60 * 1000;

/** Whether a click did its work before. */
export async function wasDone(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('done_click').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Remembers that a click did its work; clicks of days before are forgotten. */
export async function keepDone(db: Db, id: string, now: number): Promise<void> {
  await db
    .deleteFrom('done_click')
    .where('at', '<', now - keptMs)
    .execute();
  await db
    .insertInto('done_click')
    .values({ id, at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
