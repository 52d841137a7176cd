import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { inject } from 'vitest';
import type { AddressLists } from '#domain/person.ts';
import { type OpenDatabase, openSqlite } from '#storage/database.ts';
import { openLedger } from '#storage/ledger.ts';
import { migrate } from '#storage/migrate.ts';
import { openPostgres } from '#storage/postgres.ts';
import { freshDatabase } from '#test/postgres/databases.ts';

export const lists: AddressLists = { domains: ['valley-care.example'], shared: [] };

/** Whether this run is on PostgreSQL: the same tests run on both databases (vitest.config.ts). */
export const onPostgres = process.env.TEST_ON === 'postgres';

/** A database of its own for a test, and what another process may do to it. */
export interface TestDatabase {
  /** What the bot is told of it. */
  variables: Readonly<Record<string, string>>;
  open(): Promise<OpenDatabase>;
  /** Keeps everybody else from writing, as a stuck backup would. @returns lets go */
  hold(): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

/** An empty database in the newest shape: a file under this folder, or one on the PostgreSQL server of this run. */
export async function emptyDatabase(folder: string): Promise<TestDatabase> {
  if (onPostgres) return emptyPostgres();
  const file = join(folder, 'live', 'record.sqlite');
  mkdirSync(dirname(file), { recursive: true });
  newest ??= inNewestShape();
  writeFileSync(file, await newest);
  return emptySqlite(file);
}

/** What every new file is a copy of: bringing one to the newest shape takes longer than many a story. */
let newest: Promise<Buffer> | undefined;

async function inNewestShape(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-newest-'));
  const file = join(folder, 'record.sqlite');
  const { db, close } = openSqlite(file);
  await migrate(db);
  await close();
  const made = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  return made;
}

/** A file, which need not be there yet. */
export function emptySqlite(file: string): TestDatabase {
  return {
    variables: {},
    open: async () => openSqlite(file),
    async hold() {
      const other = new Sqlite(file, { fileMustExist: true });
      other.exec('begin immediate');
      return async () => {
        other.exec('rollback');
        other.close();
      };
    },
    remove: async () => {},
  };
}

/** A database on the PostgreSQL server of this run. */
export async function emptyPostgres(): Promise<TestDatabase> {
  const { url, drop } = await freshDatabase(inject('postgres'));
  return {
    variables: { DATABASE_URL: url },
    open: () => openPostgres(url),
    async hold() {
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      const { rows } = await other.query<{ name: string }>(
        `select string_agg(quote_ident(tablename), ', ') as name from pg_tables where schemaname = 'public'`,
      );
      await other.query(`begin; lock table ${rows[0]?.name ?? ''} in exclusive mode`);
      return () => other.end();
    },
    remove: drop,
  };
}

/** An empty record in the newest shape, in a folder of its own. */
export async function emptyRecord() {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-record-'));
  const database = await emptyDatabase(folder);
  const { db, close, synchronous } = await database.open();
  await migrate(db);
  return {
    folder,
    file: join(folder, 'live', 'record.sqlite'),
    database,
    db,
    synchronous,
    ledger: openLedger(db, lists),
    async stop() {
      await close();
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestRecord = Awaited<ReturnType<typeof emptyRecord>>;
