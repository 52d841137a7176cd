import { createHash } from 'node:crypto';
import type { LedgerTables } from './ledger-tables.ts';

/** How the chain is computed: each event covers the one before it, and the hash of the words that belong to it. */

export type EventRow = LedgerTables['event'];

/** What the first event has in place of an event before it. */
export const genesis = '0'.repeat(64);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hash of kept words, with their salt. */
export const wordsHash = (words: { salt: string | null; value: string | null }): string =>
  sha256(`${words.salt}\n${words.value}`);

/** The hash of an event, over everything in it. */
export function hashOf(row: Omit<EventRow, 'hash'>): string {
  const { seq, at, kind, request_id, item_id, actor_id, subject_id, platform, data, words_id, words_hash, prev_hash } =
    row;
  return sha256(
    JSON.stringify([
      seq,
      at,
      kind,
      request_id,
      item_id,
      actor_id,
      subject_id,
      platform,
      data,
      words_id,
      words_hash,
      prev_hash,
    ]),
  );
}
