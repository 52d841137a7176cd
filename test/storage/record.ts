import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressLists } from '#domain/person.ts';
import { type Db, openSqlite } from '#storage/database.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';

export const lists: AddressLists = { domains: ['valley-care.example'], shared: [] };

/** An empty database on the disk, in the newest shape, in a folder of its own. */
export async function emptyRecord() {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-record-'));
  const file = join(folder, 'record.sqlite');
  const { db, close, synchronous } = openSqlite(file);
  await migrate(db);
  return {
    folder,
    file,
    db: db as Db,
    synchronous,
    ledger: openLedger(db, lists),
    async stop() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestRecord = Awaited<ReturnType<typeof emptyRecord>>;
