import { fixed } from './fixed.ts';

/** Where messages stand, and what they show. */

export const sentRow = fixed((db, key: string) => db.selectFrom('sent_message').selectAll().where('key', '=', key));

export const saveSent = fixed((db, key: string, place: string, contentHash: string, now: number) => {
  const row = { place, content_hash: contentHash, sent_at: now };
  return db
    .insertInto('sent_message')
    .values({ key, ...row })
    .onConflict((c) => c.column('key').doUpdateSet(row));
});
