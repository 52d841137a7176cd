import { type EventRow, genesis, hashOf, wordsHash } from './audit-hash.ts';
import type { Db } from './database.ts';

/** What is wrong with the first event that does not fit. */
type Wrong =
  /** Its own hash is not that of what stands in it. */
  | { what: 'altered' }
  /** It stands in another place than it was written at. */
  | { what: 'out-of-order'; was: number }
  /** It was taken out. `to`: the last one of those in a row that are not there. */
  | { what: 'missing'; to: number }
  /** It was written after another event than the one that stands before it: that one was replaced. */
  | { what: 'predecessor-replaced' }
  /** The words that belong to it are not those it was written with, or are gone without having been erased. */
  | { what: 'text' };

export interface Checked {
  /** How many events are good, from the first on. */
  events: number;
  /** The hash of the last good one. */
  head: string;
  /** The number of the event whose hash was asked for; null: none of them. */
  found: number | null;
  /** null: the chain holds. `at` is null for an event that is missing. */
  broken: { seq: number; at: number | null; wrong: Wrong } | null;
}

const batch = 1_000;

type ReadRow = EventRow & { stored_id: string | null; salt: string | null; value: string | null };

/**
 * Goes through the chain from its first event, a batch at a time: a million events need no more memory than a thousand.
 * @param head a hash that was noted before: is it still there?
 */
export async function checkChain(db: Db, head: string | null = null): Promise<Checked> {
  let seq = 0;
  let hash = genesis;
  let found: number | null = head === genesis ? 0 : null;
  for (;;) {
    const rows = await readAfter(db, seq);
    for (const row of rows) {
      const wrong = wrongWith(row, seq, hash);
      if (wrong !== null) return { events: seq, head: hash, found, broken: await explain(db, row, seq + 1, wrong) };
      seq = row.seq;
      hash = row.hash;
      if (hash === head) found = seq;
    }
    if (rows.length < batch) return { events: seq, head: hash, found, broken: null };
  }
}

const readAfter = (db: Db, seq: number): Promise<ReadRow[]> =>
  db
    .selectFrom('event')
    .leftJoin('private_text', 'private_text.id', 'event.words_id')
    .selectAll('event')
    .select(['private_text.id as stored_id', 'private_text.salt', 'private_text.value'])
    .where('event.seq', '>', seq)
    .orderBy('event.seq')
    .limit(batch)
    .execute();

function wrongWith(row: ReadRow, before: number, hash: string): Wrong['what'] | null {
  if (row.seq !== before + 1) return 'missing';
  if (row.hash !== hashOf(row)) return 'altered';
  if (row.prev_hash !== hash) return 'predecessor-replaced';
  return wordsFit(row) ? null : 'text';
}

function wordsFit(row: ReadRow): boolean {
  if (row.words_id === null) return true;
  if (row.stored_id === null) return false;
  // Erased: both are gone, and nothing is left to guess the words by.
  return (row.salt === null && row.value === null) || wordsHash(row) === row.words_hash;
}

async function explain(db: Db, row: ReadRow, seq: number, what: Wrong['what']): Promise<Checked['broken']> {
  if (what === 'missing') return { seq, at: null, wrong: { what, to: row.seq - 1 } };
  const { at } = row;
  const was = what === 'altered' ? await writtenAt(db, row) : null;
  return { seq, at, wrong: was === null ? ({ what } as Wrong) : { what: 'out-of-order', was } };
}

/** The number that makes its hash right again: the event it was written after says which. */
async function writtenAt(db: Db, row: EventRow): Promise<number | null> {
  const fits = (seq: number) => seq !== row.seq && hashOf({ ...row, seq }) === row.hash;
  const newest = await db.selectFrom('event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const most = newest?.seq ?? 0;
  // The nearest first: who swaps two takes neighbours, mostly.
  for (let far = 1; far <= Math.min(most, mostLookedFor); far += 1)
    for (const seq of [row.seq - far, row.seq + far]) if (seq > 0 && fits(seq)) return seq;
  return null;
}

/** How far around a place it is looked for. */
const mostLookedFor = 100_000;
