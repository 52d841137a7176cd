import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type KyselyConfig, SqliteDialect } from 'kysely';
import { keepingPrepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface OpenDatabase {
  db: Db;
  /** Several servers may work on it at once. */
  shared: boolean;
  /** What the database itself reports: SQLite 2 (FULL), PostgreSQL "on". Either is one fsync a commit. */
  synchronous: number | string;
  close(): Promise<void>;
}

/**
 * Opens the embedded ledger file, creating its folder. WAL with synchronous=FULL: a commit that was acknowledged is
 * on the disk. The wait for another process's write lock is short because it blocks the whole process;
 * `withRetry` (busy.ts) repeats it without blocking.
 * @param file path of the database file
 * @param onError hears of each query that was not done, also when it is tried again
 */
export function openSqlite(file: string, onError?: (fault: unknown) => void): OpenDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Nothing waits for this process yet: two that open a new file together take turns.
  const sqlite = new Sqlite(file, { timeout: 5_000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  // What is deleted or erased is overwritten in the file, too.
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 200');
  const synchronous = Number(sqlite.pragma('synchronous', { simple: true }));
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: keepingPrepared(sqlite) }),
    ...errorsTo(onError),
  });
  return { db, shared: false, synchronous, close: () => db.destroy() };
}

/** Kysely's word for it. */
export function errorsTo(onError?: (fault: unknown) => void): Pick<KyselyConfig, 'log'> {
  if (onError === undefined) return {};
  return {
    log(event) {
      if (event.level === 'error') onError(event.error);
    },
  };
}
