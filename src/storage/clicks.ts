import type { Db } from './database.ts';
import { fixed } from './fixed.ts';

/** No platform sends a click again, and no signature is taken, after so long. */
const keptMs = 24 * 60 * 60 * 1000;

/** Whether a click did its work before. */
export async function wasDone(db: Db, id: string): Promise<boolean> {
  return (await doneRow(db, id)).length > 0;
}

/** Remembers that a click did its work. */
export async function keepDone(db: Db, id: string, now: number): Promise<void> {
  await keepRow(db, id, now);
}

/** Clicks of days before are forgotten. */
export async function forgetDone(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('done_click')
    .where('at', '<', now - keptMs)
    .execute();
}

const keepRow = fixed((db, id: string, at: number) =>
  db
    .insertInto('done_click')
    .values({ id, at })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

const doneRow = fixed((db, id: string) => db.selectFrom('done_click').select('id').where('id', '=', id));
