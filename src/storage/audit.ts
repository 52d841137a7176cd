import { randomBytes } from 'node:crypto';
import type { Event } from '#application/ledger.ts';
import { checkChain } from './audit-check.ts';
import { type EventRow, genesis, hashOf, wordsHash } from './audit-hash.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { newRowId } from './new-id.ts';

/**
 * The record of who did what: append-only, one hash chain over everything. Words of people stand apart as (salt, value);
 * the chain covers hash(salt, value), so both can be erased and the chain still verifies.
 */

/** What one change adds to the chain. */
export interface Chain {
  append(event: Event, at: number): Promise<void>;
  /** Writes what was appended, last in the transaction. Nobody else adds to the chain before it ends. */
  write(): Promise<void>;
}

/** SQLite takes 32,766 values a statement, PostgreSQL 65,535. */
const eventsAtOnce = 1_000;

/** The end of the chain, for a change that is alone in the record. */
export function openChain(db: Db): Chain {
  const added: Omit<EventRow, 'seq' | 'prev_hash' | 'hash'>[] = [];
  return {
    async append(event, at) {
      added.push(await rowOf(db, event, at));
    },
    async write() {
      if (added.length === 0) return;
      let last = await readHead(db);
      const rows = added.splice(0).map((event) => {
        const row = { seq: last.seq + 1, ...event, prev_hash: last.hash };
        last = { seq: row.seq, hash: hashOf(row) };
        return { ...row, hash: last.hash };
      });
      if (rows.length === 1 && rows[0] !== undefined) return void (await insertEvent(db, rows[0]));
      for (let from = 0; from < rows.length; from += eventsAtOnce)
        await db
          .insertInto('event')
          .values(rows.slice(from, from + eventsAtOnce))
          .execute();
    },
  };
}

/** Most changes are one event. */
const insertEvent = fixed((db, row: EventRow) => db.insertInto('event').values(row));

async function rowOf(db: Db, event: Event, at: number): Promise<Omit<EventRow, 'seq' | 'prev_hash' | 'hash'>> {
  const words =
    event.textId !== undefined
      ? await hashedWords(db, event.textId)
      : event.wordsOf === undefined
        ? null
        : await wordsOfItem(db, event.wordsOf);
  return {
    at,
    kind: event.kind,
    request_id: event.requestId ?? null,
    item_id: event.itemId ?? null,
    actor_id: event.actorId ?? null,
    subject_id: event.subjectId ?? null,
    platform: event.platform ?? null,
    data: JSON.stringify(event.data ?? {}),
    words_id: words?.id ?? null,
    words_hash: words?.hash ?? null,
  };
}

/** Keeps a person's words apart from the chain, with a salt; returns their id. */
export async function keepWords(db: Db, value: string, personId: string): Promise<string> {
  const id = newRowId();
  const salt = randomBytes(16).toString('base64url');
  await db.insertInto('private_text').values({ id, person_id: personId, salt, value }).execute();
  return id;
}

/** Words that were kept; null when they were erased. */
export async function readWords(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('private_text').select('value').where('id', '=', id).executeTakeFirst();
  return row?.value ?? null;
}

async function hashedWords(db: Db, id: string): Promise<{ id: string; hash: string } | null> {
  const words = await db.selectFrom('private_text').selectAll().where('id', '=', id).executeTakeFirst();
  return words === undefined ? null : { id, hash: wordsHash(words) };
}

async function wordsOfItem(db: Db, itemId: string): Promise<{ id: string; hash: string } | null> {
  const words = await db
    .selectFrom('item')
    .innerJoin('private_text', 'private_text.id', 'item.words_id')
    .select(['private_text.id', 'salt', 'value'])
    .where('item.id', '=', itemId)
    .executeTakeFirst();
  return words === undefined ? null : { id: words.id, hash: wordsHash(words) };
}

/** Where the chain breaks: the first event that does not fit; null when it holds. */
export async function verifyChain(db: Db): Promise<{ events: number; brokenAt: number | null }> {
  const { events, broken } = await checkChain(db);
  return { events, brokenAt: broken?.seq ?? null };
}

/** The last event: its number, and the hash that stands for everything up to it. */
export async function readHead(db: Db): Promise<{ seq: number; hash: string }> {
  const [newest] = await newestEvent(db);
  return newest ?? { seq: 0, hash: genesis };
}

const newestEvent = fixed((db) => db.selectFrom('event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1));
