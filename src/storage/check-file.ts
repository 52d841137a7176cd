import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { checkChain } from './audit-check.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

/** What a file with a record holds, after it was looked at from the first page to the last. */
export interface FileContent {
  mode: string;
  /** Rows of the tables that an operator knows. */
  counts: { people: number; requests: number; officials: number; facilities: number; events: number };
  /** The head of its chain. */
  head: string;
  /** People who were erased in it. */
  erased: string[];
}

/** Why a file can't be used. */
export type FileProblem = 'absent' | 'no-record' | 'damaged' | 'newer' | 'chain';

/** Looks at a file with a record that nobody works on. @returns what it holds, or why it can't be used */
export async function checkFile(file: string): Promise<FileContent | FileProblem> {
  if (!existsSync(file)) return 'absent';
  if (!looksLikeSqlite(file)) return 'no-record';
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch {
    return 'damaged';
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  try {
    if (sqlite.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'damaged';
    const names = sqlite.prepare(`select name from sqlite_master where name in ('meta', 'event', 'kysely_migration')`);
    if (names.all().length < 3) return 'no-record';
    const known = await shapesKnown();
    const done = sqlite.prepare('select name from kysely_migration').pluck().all() as string[];
    if (done.some((name) => !known.includes(name))) return 'newer';
    const { broken, events, head } = await checkChain(db);
    if (broken !== null) return 'chain';
    const count = (sql: string) => Number(sqlite.prepare(`select count(*) ${sql}`).pluck().get());
    return {
      mode: String(sqlite.prepare(`select value from meta where key = 'mode'`).pluck().get() ?? ''),
      counts: {
        people: count('from person where joined_into is null'),
        requests: count('from request'),
        officials: count(`from role_grant where ended_at is null and basis = 'imported'`),
        facilities: count('from provider'),
        events,
      },
      head,
      erased: sqlite
        .prepare(`select distinct subject_id from event where kind = 'person-erased' order by 1`)
        .pluck()
        .all() as string[],
    };
  } catch (fault) {
    if (fault instanceof Sqlite.SqliteError) return 'damaged';
    throw fault;
  } finally {
    await db.destroy();
  }
}

/** The names of all changes of shape that this version knows: those that a new record has gone through. */
async function shapesKnown(): Promise<string[]> {
  const sqlite = new Sqlite(':memory:');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  await migrate(db);
  const names = sqlite.prepare('select name from kysely_migration').pluck().all() as string[];
  await db.destroy();
  return names;
}

/** What every file of SQLite begins with. */
const magic = 'SQLite format 3\0';

function looksLikeSqlite(file: string): boolean {
  const first = Buffer.alloc(magic.length);
  try {
    const at = openSync(file, 'r');
    readSync(at, first, 0, first.length, 0);
    closeSync(at);
  } catch {
    return false;
  }
  return first.toString('latin1') === magic;
}
