import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { among, onPostgres } from './engine.ts';
import { fixed } from './fixed.ts';

/** Where messages stand, and what they show. */

export const sentRow = fixed((db, key: string) =>
  db.selectFrom('sent_message').select(columnsOf('sent_message')).where('key', '=', key),
);

export const saveSent = fixed((db, key: string, place: string, contentHash: string, now: number) => {
  const row = { place, content_hash: contentHash, sent_at: now };
  return db
    .insertInto('sent_message')
    .values({ key, ...row })
    .onConflict((c) => c.column('key').doUpdateSet(row));
});

/** Those of the keys under which a message stands. */
export async function sentKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = onPostgres(db)
    ? await sentOnServer(db, keys)
    : (await Promise.all(keys.map((key) => sentRow(db, key)))).flat();
  return new Set(rows.map(({ key }) => key));
}

const sentOnServer = fixed((db, keys: readonly string[]) =>
  db.selectFrom('sent_message').select('key').where(among('key', keys)),
);
