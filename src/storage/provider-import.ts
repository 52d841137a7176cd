import { basename } from 'node:path';
import type { Db } from './database.ts';
import { BrokenFile, describeFile, readRecords } from './provider-file.ts';
import { indexList } from './provider-index.ts';
import { type Layout, type Recognised, recognise } from './provider-layouts.ts';
import { type NewProvider, readRow } from './provider-rows.ts';
import { abandon, addIndex, addProviders, beginList, removeLeaving, switchTo } from './provider-staging.ts';

/** Rows that are read before they are written. */
const batchRows = 2000;

export interface Imported {
  layout: Layout['id'];
  rows: number;
  skipped: number;
  /** The same file was imported before and is active: nothing was done. */
  unchanged: boolean;
}

export interface ImportOptions {
  /** Milliseconds since 1970, kept as the time of the import. */
  now: number;
  /** Called for each line that is not used, with its number in the file. */
  onSkipped(line: number, reason: string): void;
  /** Called now and then with the rows read so far, and how much of the file that is, from 0 to 1. */
  onProgress?(rows: number, part: number): void;
  /** Takes a file of which more than half is refused. A file without any usable row is never taken. */
  force?: boolean;
}

/**
 * Imports a provider list of CMS, or the operator's own: CSV, packed or not. Rows go in under a new list id, in small
 * steps, unseen; one short switch at the end makes the new list the active one of its layout. A broken file leaves
 * everything as it was. What an interrupted import left is removed by the next one.
 * @throws BrokenFile with a reason for the operator
 */
export async function importProviderFile(db: Db, path: string, options: ImportOptions): Promise<Imported> {
  const { hash, asOf, packed, bytes } = await describeFile(path);
  let partRead = () => 0;
  const records = readRecords(path, packed, (source) => {
    partRead = () => Math.min(1, source.bytesRead / bytes);
  });
  try {
    const first = await records.next();
    const file = first.done ? null : recognise(first.value.values);
    if (file === null)
      throw new BrokenFile(
        'has none of the known layouts (hospital, nursing home, home health, hospice, merged, or your own)',
      );
    const layout = file.layout.id;
    const same = await db
      .selectFrom('provider_list')
      .select('rows')
      .where('layout', '=', layout)
      .where('active', '=', 1)
      .where('file_hash', '=', hash)
      .executeTakeFirst();
    if (same) return { layout, rows: same.rows, skipped: 0, unchanged: true };
    const list = { layout, file_name: basename(path), file_hash: hash, imported_at: options.now };
    const counted = await importRows(db, list, file, records, asOf, {
      ...options,
      onProgress: (rows) => options.onProgress?.(rows, partRead()),
    });
    return { layout, ...counted, unchanged: false };
  } finally {
    await records.return(undefined);
  }
}

type Records = ReturnType<typeof readRecords>;
type Telling = ImportOptions & { onProgress(rows: number): void };

async function importRows(
  db: Db,
  list: Parameters<typeof beginList>[1],
  file: Recognised,
  records: Records,
  asOf: string,
  options: Telling,
): Promise<{ rows: number; skipped: number }> {
  const listId = await beginList(db, list);
  try {
    const { rows, skipped, newest, index } = await stage(db, listId, file, records, asOf, options);
    if (rows === 0) throw new BrokenFile('has no usable row');
    if (skipped > rows && !options.force)
      throw new BrokenFile(`has more unusable rows (${skipped}) than usable ones (${rows})`);
    await addIndex(db, listId, index.entries());
    await switchTo(db, listId, { layout: list.layout, rows, asOf: newest });
    return { rows, skipped };
  } finally {
    // The old list after the switch, or the half-filled new one after a fault.
    await abandon(db, listId);
    await removeLeaving(db);
  }
}

async function stage(
  db: Db,
  listId: string,
  file: Recognised,
  records: Records,
  asOf: string,
  { onSkipped, onProgress }: Telling,
): Promise<{ rows: number; skipped: number; newest: string; index: ReturnType<typeof indexList> }> {
  const seen = new Set<string>();
  const index = indexList();
  let newest = '';
  let batch: NewProvider[] = [];
  let skipped = 0;
  const flush = async () => {
    await addProviders(db, listId, batch);
    batch = [];
    onProgress(seen.size);
  };
  for await (const { line, values } of records) {
    const row = readRow(file, values, asOf);
    const duplicate = row.ok && seen.has(row.provider.ccn);
    if (!row.ok || duplicate) {
      skipped += 1;
      onSkipped(line, row.ok ? `${row.provider.ccn} stands in the file twice` : row.reason);
      continue;
    }
    seen.add(row.provider.ccn);
    batch.push(row.provider);
    index.add(row.provider);
    if (row.provider.as_of > newest) newest = row.provider.as_of;
    if (batch.length === batchRows) await flush();
  }
  await flush();
  return { rows: seen.size, skipped, newest, index };
}
