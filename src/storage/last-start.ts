import type { Db } from './database.ts';

/**
 * Does something when a part of the configuration is not what it was at the last start. What was done is noted afterwards,
 * so that a start that fails in between does it again.
 * @param atFirst also when it is not known what it was: the record is older than the question; a new one has nothing to do
 */
export async function ifChanged(
  db: Db,
  name: string,
  now: unknown,
  work: () => Promise<void>,
  atFirst: boolean = true,
): Promise<void> {
  const key = `last-start:${name}`;
  const value = JSON.stringify(now);
  const before = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  if (before?.value === value) return;
  if (before !== undefined || atFirst) await work();
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
