import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { checkChain } from './audit-check.ts';
import type { Db, OpenDatabase } from './database.ts';
import { enterAlone, withoutHurry } from './engine.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

/** What came of it: everything is there and was checked, or nothing is. */
export type Moved =
  | { ok: true; rows: number; tables: number; events: number; head: string }
  | { ok: false; why: 'not-empty'; table: string }
  | { ok: false; why: 'broken-here'; seq: number }
  | { ok: false; why: 'differ'; table: string; here: number; there: number }
  | { ok: false; why: 'chain-differs' };

/** Undoes what was copied so far. */
class Undo extends Error {
  readonly moved: Moved;
  constructor(moved: Moved) {
    super('undo');
    this.moved = moved;
  }
}

/** PostgreSQL takes 65,535 values a statement. */
const valuesAtOnce = 20_000;

/**
 * Copies an embedded record into an empty database, all of it in one transaction: whoever looks meanwhile sees nothing of it,
 * and when this ends in the middle nothing of it is there. Nobody else works on the record (the server's lock).
 * @param onTable told of each table with its rows
 */
export async function copyRecord(
  file: string,
  here: Db,
  target: OpenDatabase,
  onTable: (table: string, rows: number) => void,
): Promise<Moved> {
  const { broken, head } = await checkChain(here);
  if (broken !== null) return { ok: false, why: 'broken-here', seq: broken.seq };
  const source = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const stranger = await strangerIn(target.db, inOrder(source));
    if (stranger !== null) return { ok: false, why: 'not-empty', table: stranger };
    await migrate(target.db);
    // One state of the record, whatever else happens.
    source.exec('begin');
    return await withoutHurry(target.db, (one) =>
      one.transaction().execute(async (tx) => {
        await enterAlone(tx);
        return copyAll(source, tx, head, onTable);
      }),
    );
  } catch (fault) {
    if (fault instanceof Undo) return fault.moved;
    throw fault;
  } finally {
    source.close();
  }
}

async function copyAll(
  source: Sqlite.Database,
  tx: Db,
  head: string,
  onTable: (table: string, rows: number) => void,
): Promise<Moved> {
  const tables = inOrder(source);
  for (const table of tables)
    if ((await countOf(tx, table)) > 0) throw new Undo({ ok: false, why: 'not-empty', table });
  let all = 0;
  for (const table of tables) {
    await copyTable(source, tx, table);
    const here = Number(source.prepare(`select count(*) from "${table}"`).pluck().get());
    const there = await countOf(tx, table);
    if (here !== there) throw new Undo({ ok: false, why: 'differ', table, here, there });
    all += there;
    onTable(table, there);
  }
  // No server works on either: what was being delivered is free to be taken again.
  await tx.updateTable('outbox').set({ lease_until: 0 }).where('lease_until', '>', 0).execute();
  const there = await checkChain(tx);
  if (there.broken !== null || there.head !== head) throw new Undo({ ok: false, why: 'chain-differs' });
  return { ok: true, rows: all, tables: tables.length, events: there.events, head };
}

async function copyTable(source: Sqlite.Database, tx: Db, table: keyof Tables): Promise<void> {
  const columns = source.pragma(`table_info("${table}")`) as { name: string }[];
  const rowsAtOnce = Math.floor(valuesAtOnce / columns.length);
  let rows: object[] = [];
  const write = async () => {
    if (rows.length > 0)
      await tx
        .insertInto(table)
        .values(rows as never)
        .execute();
    rows = [];
  };
  for (const row of source.prepare(`select * from "${table}"`).iterate()) {
    rows.push(row as object);
    if (rows.length >= rowsAtOnce) await write();
  }
  await write();
}

/** Every table of the record, each after those that it refers to. */
function inOrder(source: Sqlite.Database): (keyof Tables)[] {
  const names = source
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'`,
    )
    .pluck()
    .all() as (keyof Tables)[];
  const ordered: (keyof Tables)[] = [];
  const add = (name: keyof Tables): void => {
    if (ordered.includes(name)) return;
    for (const { table } of source.pragma(`foreign_key_list("${name}")`) as { table: keyof Tables }[])
      if (table !== name) add(table);
    ordered.push(name);
  };
  for (const name of names.sort()) add(name);
  return ordered;
}

/** A table in the database that is not ours; null when there is none. Ours may be there, and are looked into later. */
async function strangerIn(db: Db, ours: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema() order by tablename`.execute(db);
  return rows.find(({ name }) => !name.startsWith('kysely_migration') && !ours.includes(name))?.name ?? null;
}

async function countOf(db: Db, table: keyof Tables): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
