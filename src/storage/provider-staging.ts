import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { withRetry } from './busy.ts';
import type { Db } from './database.ts';
import { heldRows, onPostgres, withoutSync } from './engine.ts';
import { newRowId } from './new-id.ts';
import { BrokenFile } from './provider-file.ts';
import type { IndexEntry } from './provider-index.ts';
import type { NewProvider } from './provider-rows.ts';
import type { ProviderTables } from './provider-tables.ts';

/**
 * A list that is being filled beside the active one. Every write is small, then everybody else has their turn; nobody
 * sees a row before the switch. Of two imports at once the newer one goes on, the older one is told.
 */

/** A step holds the write lock for some milliseconds. */
const stepRows = 100;
/** Terms of the index, and the length of their texts. */
const stepTerms = 200;
const stepText = 300_000;
/** Rows that leave together. */
const stepLeaving = 200;
/** How long an import waits for its turn; the server goes first. */
const patienceMs = 60_000;
/** The most that an import leaves to the others after one write. */
const longestTurnMs = { sqlite: 25, postgres: 500 };
/** How long it remembers that there are others. */
const rememberedMs = 10_000;

const filling = 0;
const active = 1;
const leaving = -1;

type NewList = Pick<ProviderTables['provider_list'], 'layout' | 'file_name' | 'file_hash' | 'imported_at'>;

/** Begins a new list. Whatever else was being filled is given up. */
export async function beginList(db: Db, list: NewList): Promise<string> {
  const id = newRowId();
  await write(db, async (tx) => {
    await tx.updateTable('provider_list').set({ active: leaving }).where('active', '=', filling).execute();
    await tx
      .insertInto('provider_list')
      .values({ ...list, id, as_of: '', rows: 0, active: filling })
      .execute();
  });
  await removeLeaving(db);
  return id;
}

/** Adds providers to a list that is being filled. @throws BrokenFile when a newer import took over */
export async function addProviders(db: Db, listId: string, providers: readonly NewProvider[]): Promise<void> {
  for (const some of inSteps(providers, stepRows)) {
    const rows = some.map((row) => ({ list_id: listId, ...row }));
    await fill(db, listId, (tx) => tx.insertInto('provider').values(rows).execute());
  }
}

/** Adds what a list is searched by, when all of its providers are there. @throws BrokenFile when a newer import took over */
export async function addIndex(db: Db, listId: string, entries: Iterable<IndexEntry>): Promise<void> {
  let some: ProviderTables['provider_index'][] = [];
  let text = 0;
  const flush = async () => {
    const rows = some;
    some = [];
    text = 0;
    if (rows.length > 0) await fill(db, listId, (tx) => tx.insertInto('provider_index').values(rows).execute());
  };
  for (const { term, places } of entries) {
    some.push({ list_id: listId, term, places });
    text += places.length;
    if (some.length >= stepTerms || text >= stepText) await flush();
  }
  await flush();
}

/** Makes a filled list the active one of its layout, in one short step. @throws BrokenFile when a newer import took over */
export async function switchTo(
  db: Db,
  listId: string,
  { layout, rows, asOf }: { layout: string; rows: number; asOf: string },
): Promise<void> {
  await writeForGood(db, async (tx) => {
    const old = tx.updateTable('provider_list').set({ active: leaving });
    await old.where('layout', '=', layout).where('active', '=', active).execute();
    const switched = await tx
      .updateTable('provider_list')
      .set({ active, rows, as_of: asOf })
      .where('id', '=', listId)
      .where('active', '=', filling)
      .returning('id')
      .execute();
    if (switched.length !== 1) throw takenOver();
  });
}

/** Gives up a list that is still being filled; one that is active stays. */
export async function abandon(db: Db, listId: string): Promise<void> {
  await write(db, (tx) =>
    tx
      .updateTable('provider_list')
      .set({ active: leaving })
      .where('id', '=', listId)
      .where('active', '=', filling)
      .execute(),
  );
}

/** Removes the lists that are on their way out, in small steps. */
export async function removeLeaving(db: Db): Promise<void> {
  const lists = await db.selectFrom('provider_list').select('id').where('active', '=', leaving).execute();
  for (const { id } of lists) {
    await inTurns(
      () =>
        db
          .selectFrom('provider_index')
          .select('term')
          .where('list_id', '=', id)
          .orderBy('term')
          .limit(stepTerms)
          .execute(),
      (rows) =>
        write(db, (tx) =>
          tx
            .deleteFrom('provider_index')
            .where('list_id', '=', id)
            .where(
              'term',
              'in',
              rows.map(({ term }) => term),
            )
            .execute(),
        ),
    );
    let last = '';
    await inTurns(
      () =>
        db
          .selectFrom('provider')
          .select('ccn')
          .where('list_id', '=', id)
          .where('ccn', '>', last)
          .orderBy('ccn')
          .limit(stepLeaving)
          .execute(),
      async (rows) => {
        const ccns = rows.map(({ ccn }) => ccn);
        await write(db, (tx) => tx.deleteFrom('provider').where('ccn', 'in', ccns).where('list_id', '=', id).execute());
        last = ccns.at(-1) ?? last;
      },
    );
    await write(db, (tx) => tx.deleteFrom('provider_list').where('id', '=', id).execute());
  }
}

/** Does some after some, until there are no more. */
async function inTurns<Row>(next: () => Promise<Row[]>, work: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let rows = await next(); rows.length > 0; rows = await next()) await work(rows);
}

async function fill(db: Db, listId: string, insert: (tx: Db) => Promise<unknown>): Promise<void> {
  await write(db, async (tx) => {
    await insert(tx);
    const list = tx.selectFrom('provider_list').select('id').where('id', '=', listId).where('active', '=', filling);
    if ((await heldRows(tx, list).executeTakeFirst()) === undefined) throw takenOver();
  });
}

const takenOver = () => new BrokenFile('was stopped, because another import was begun');

/** One short write of an import that has not ended. A power cut may undo it: then the next import begins anew anyway. */
const write = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  writeForGood(db, async (tx) => {
    await withoutSync(tx);
    return work(tx);
  });

/**
 * One short write, then everybody else's turn. Who waits for the lock in another process only looks now and then whether
 * it is free, and would find it taken again each time: while others write, they get as much time as the import takes. A
 * PostgreSQL server locks rows, and an import's rows are its own: there it is the processors and the disk that are left
 * to the others, the longer the more they are in need of them, by an import that was told to (`goGently`).
 */
async function writeForGood<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  let from = 0;
  const result = await withRetry(() => {
    from = performance.now();
    return db.transaction().execute((tx) => work(tx));
  }, patienceMs);
  const tookMs = performance.now() - from;
  if (onPostgres(db)) await wait(gentle.has(db) ? Math.min(tookMs, longestTurnMs.postgres) : 0);
  else await wait((await othersWrite(db)) ? Math.min(tookMs, longestTurnMs.sqlite) : 0);
  return result;
}

const gentle = new WeakSet<Db>();

/** From now on imports through this handle leave others their turn where it can't be seen whether there are any. */
export function goGently(db: Db): void {
  gentle.add(db);
}

/** When another process was last seen to write, by the number that SQLite counts up for its commits. */
const seen = new WeakMap<Db, { version: number; at: number }>();

async function othersWrite(db: Db): Promise<boolean> {
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
  const version = rows[0]?.data_version ?? 0;
  const before = seen.get(db);
  const at =
    before === undefined ? Number.NEGATIVE_INFINITY : before.version === version ? before.at : performance.now();
  seen.set(db, { version, at });
  return performance.now() - at < rememberedMs;
}

function* inSteps<T>(all: readonly T[], step: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += step) yield all.slice(from, from + step);
}
