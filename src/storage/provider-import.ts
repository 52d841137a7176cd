import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { withRetry } from './busy.ts';
import type { Db } from './database.ts';
import { BrokenFile, describeFile, readRecords } from './provider-file.ts';
import { type Layout, recognise } from './provider-layouts.ts';
import { type NewProvider, readRow, wordsOf } from './provider-rows.ts';

/** How the lock is shared: a batch holds it for some milliseconds, then others get their turn. */
const batchRows = 200;
const batchWords = 1_500;
/** How long an import waits for its turn; the server goes first. */
const patienceMs = 60_000;

export interface Imported {
  layout: Layout['id'];
  rows: number;
  skipped: number;
  /** The same file was imported before and is active: nothing was done. */
  unchanged: boolean;
}

export interface ImportOptions {
  now: number;
  /** Called for each line that is not used, with its number in the file. */
  onSkipped(line: number, reason: string): void;
  onProgress?(rows: number): void;
}

/**
 * Imports a provider list. Rows go in under a new list id, in small batches, unseen; one short switch at the end makes
 * the new list the active one of its layout. A broken file leaves everything as it was.
 * @throws BrokenFile with a reason for the operator
 */
export async function importProviderFile(db: Db, path: string, options: ImportOptions): Promise<Imported> {
  await removeLeftovers(db);
  const { hash, asOf } = await describeFile(path);
  const records = readRecords(path);
  const first = await records.next();
  const header = first.done ? [] : first.value.values;
  const layout = recognise(header);
  if (layout === null)
    throw new BrokenFile('has none of the known layouts (hospital, nursing home, home health, hospice, merged)');
  const before = await db
    .selectFrom('provider_list')
    .selectAll()
    .where('layout', '=', layout.id)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (before?.file_hash === hash) return { layout: layout.id, rows: before.rows, skipped: 0, unchanged: true };
  const listId = randomBytes(9).toString('base64url');
  const list = {
    id: listId,
    layout: layout.id,
    file_name: basename(path),
    file_hash: hash,
    as_of: asOf,
    imported_at: options.now,
    rows: 0,
    active: 0,
  };
  await write(db, (tx) => tx.insertInto('provider_list').values(list).execute());
  try {
    const counted = await stage(db, listId, layout, header, records, asOf, options);
    if (counted.rows === 0) throw new BrokenFile('has no usable row');
    if (counted.skipped > counted.rows)
      throw new BrokenFile(`has more unusable rows (${counted.skipped}) than usable ones (${counted.rows})`);
    await switchTo(db, listId, layout.id, counted.rows);
    return { layout: layout.id, ...counted, unchanged: false };
  } finally {
    // The old list after a switch, or the half-filled new one after a fault.
    await removeLeftovers(db);
  }
}

async function stage(
  db: Db,
  listId: string,
  layout: Layout,
  header: readonly string[],
  records: AsyncGenerator<{ line: number; values: string[] }>,
  asOf: string,
  { onSkipped, onProgress }: ImportOptions,
): Promise<{ rows: number; skipped: number }> {
  const seen = new Set<string>();
  let batch: NewProvider[] = [];
  let skipped = 0;
  for await (const { line, values } of records) {
    const row = readRow(layout, header, values, asOf);
    const duplicate = row.ok && seen.has(row.provider.ccn);
    if (!row.ok || duplicate) {
      skipped += 1;
      onSkipped(line, row.ok ? `${row.provider.ccn} stands in the file twice` : row.reason);
      continue;
    }
    seen.add(row.provider.ccn);
    batch.push(row.provider);
    if (batch.length === batchRows) {
      await stageBatch(db, listId, batch);
      batch = [];
      onProgress?.(seen.size);
    }
  }
  if (batch.length > 0) await stageBatch(db, listId, batch);
  return { rows: seen.size, skipped };
}

async function stageBatch(db: Db, listId: string, batch: readonly NewProvider[]): Promise<void> {
  await write(db, (tx) =>
    tx
      .insertInto('provider')
      .values(batch.map((row) => ({ list_id: listId, ...row })))
      .execute(),
  );
  const words = batch.flatMap((row) => wordsOf(row).map((word) => ({ word, ccn: row.ccn, list_id: listId })));
  for (let from = 0; from < words.length; from += batchWords) {
    await write(db, (tx) =>
      tx
        .insertInto('provider_word')
        .values(words.slice(from, from + batchWords))
        .execute(),
    );
  }
}

async function switchTo(db: Db, listId: string, layout: string, rows: number): Promise<void> {
  await write(db, async (tx) => {
    await tx.updateTable('provider_list').set({ active: 0 }).where('layout', '=', layout).execute();
    await tx.updateTable('provider_list').set({ active: 1, rows }).where('id', '=', listId).execute();
  });
}

/** Removes lists that are not active: replaced ones, and what an interrupted import left. Small steps, like the import. */
async function removeLeftovers(db: Db): Promise<void> {
  const lists = await db.selectFrom('provider_list').select('id').where('active', '=', 0).execute();
  for (const { id } of lists) {
    for (const table of ['provider_word', 'provider'] as const) {
      for (;;) {
        const some = db.selectFrom(table).select('ccn').where('list_id', '=', id).limit(batchRows);
        const removed = await write(db, (tx) =>
          tx.deleteFrom(table).where('list_id', '=', id).where('ccn', 'in', some).returning('ccn').execute(),
        );
        if (removed.length === 0) break;
      }
    }
    await write(db, (tx) => tx.deleteFrom('provider_list').where('id', '=', id).execute());
  }
}

/** One short write, then everybody else's turn. */
async function write<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const result = await withRetry(() => db.transaction().execute((tx) => work(tx)), patienceMs);
  await breathe();
  return result;
}
