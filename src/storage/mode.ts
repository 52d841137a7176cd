import type { Db } from './database.ts';

/**
 * Marks a new database with its mode, and refuses one of the other mode: a rehearsal never touches a real record.
 * @throws with a sentence for the operator
 */
export async function markMode(db: Db, mode: 'rehearsal' | 'live'): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: 'mode', value: mode })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { value } = await db.selectFrom('meta').select('value').where('key', '=', 'mode').executeTakeFirstOrThrow();
  if (value !== mode)
    throw new WrongMode(
      `This database was made by a ${value} bot, and this is a ${mode} one. Use another DATA_DIR, or another DATABASE_URL.`,
    );
}

/** A database of the other mode. */
class WrongMode extends Error {
  override name = 'WrongMode';
}
