import type { Db } from './database.ts';

/**
 * Does something when a part of the configuration is not what it was at the last start; at the first start nothing
 * depends on it yet. What was done is noted afterwards, so that a start that fails in between does it again.
 */
export async function ifChanged(db: Db, name: string, now: unknown, work: () => Promise<void>): Promise<void> {
  const key = `last-start:${name}`;
  const value = JSON.stringify(now);
  const before = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  if (before?.value === value) return;
  if (before !== undefined) await work();
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
