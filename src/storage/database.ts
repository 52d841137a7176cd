import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type KyselyConfig, SqliteDialect } from 'kysely';
import { type Disk, openDisk } from './disk.ts';
import { goStraight, type Straight } from './fixed.ts';
import { keepingPrepared } from './prepared.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface OpenDatabase {
  db: Db;
  /** Several servers may work on it at once. */
  shared: boolean;
  /** What the database itself reports: SQLite 1 (NORMAL), PostgreSQL "on". */
  synchronous: number | string;
  close(): Promise<void>;
}

/** The disks of embedded databases; a server sees to its own. */
const disks = new WeakMap<Db, Disk>();

/** How much there was in the embedded database after the last change; 0 on a server, which has it on its disk. */
export const changedSoFar = (db: Db): number => disks.get(db)?.committed() ?? 0;

/**
 * Resolves when all that was committed so far, or up to `mark`, survives a power cut.
 * @throws what the disk says; what was committed may stand all the same
 */
export async function onDisk(db: Db, mark?: number): Promise<void> {
  await disks.get(db)?.reach(mark);
}

/** Pages of the log after which SQLite itself brings them into the file, in the middle of a commit. We are earlier, when nothing goes on. */
const mostLogPages = 8_000;
const quietLogPages = 200;

/**
 * Opens the embedded ledger file, creating its folder. WAL with synchronous=NORMAL, where SQLite itself puts a commit on the
 * disk with the next checkpoint; `onDisk` does it at once, outside of the loop, and for many commits with one sync. With
 * FULL each commit stops the whole process for as long as the disk takes. The wait for another process's write lock is
 * short because it blocks the whole process; `withRetry` (busy.ts) repeats it without blocking.
 * @param file path of the database file
 * @param onError hears of each query that was not done, also when it is tried again
 */
export function openSqlite(file: string, onError: (fault: unknown) => void = () => {}): OpenDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Nothing waits for this process yet: two that open a new file together take turns.
  const sqlite = new Sqlite(file, { timeout: 5_000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  sqlite.pragma(`wal_autocheckpoint = ${mostLogPages}`);
  // What is deleted or erased is overwritten in the file, too.
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 200');
  const synchronous = Number(sqlite.pragma('synchronous', { simple: true }));
  const log = file === ':memory:' ? null : logOf(file, () => bringHome(sqlite));
  const disk = openDisk(log?.sync ?? nothing, () => tidy(sqlite), onError);
  const database = keepingPrepared(sqlite, disk.wrote);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), ...errorsTo(onError) });
  disks.set(db, disk);
  goStraight(db, straightTo(sqlite, database, onError));
  const close = async () => {
    try {
      await disk.end();
    } finally {
      await db.destroy();
      await log?.close();
    }
  };
  return { db, shared: false, synchronous, close };
}

async function nothing(): Promise<void> {}

/** Answers in a fifth of the time that Kysely takes to hand a question over. */
function straightTo(
  sqlite: Sqlite.Database,
  { prepare }: ReturnType<typeof keepingPrepared>,
  onError: (fault: unknown) => void,
): Straight {
  return {
    isFree: () => sqlite.open && !sqlite.inTransaction,
    ask(sql, parameters) {
      try {
        const statement = prepare(sql);
        if (statement.reader) return statement.all(parameters);
        statement.run(parameters);
        return [];
      } catch (fault) {
        onError(fault);
        throw fault;
      }
    },
  };
}

/**
 * The write-ahead log beside the file. It is there as long as the file is open, and SQLite holds no lock on it. By a handle,
 * because a number of a file can't be synced under Node's permissions.
 */
function logOf(file: string, repair: () => void) {
  let opened: FileHandle | null = null;
  let broken = false;
  return {
    async sync() {
      opened ??= await open(`${file}-wal`, 'r+');
      // A system that failed to write pages may forget that it had to: the next sync would find nothing to do, and say so.
      if (broken) repair();
      broken = true;
      await opened.datasync();
      broken = false;
    },
    async close() {
      await opened?.close();
    },
  };
}

/** Writes all that stands in the log once more, into the file. @throws what the disk says, or that somebody is in the way */
function bringHome(sqlite: Sqlite.Database): void {
  if (sqlite.inTransaction) throw outOfReach();
  const [{ busy }] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
  if (busy !== 0) throw outOfReach();
}

const outOfReach = () => Object.assign(new Error('the log could not be written'), { code: 'EIO' });

/** Brings the log into the file, as far as nobody reads it just now. */
function tidy(sqlite: Sqlite.Database): void {
  if (!sqlite.open || sqlite.inTransaction) return;
  const [{ log, checkpointed }] = sqlite.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
  if (log - checkpointed > quietLogPages) sqlite.pragma('wal_checkpoint(PASSIVE)');
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
