import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** What stands in a database: its size, and rows by table. For bench/cost-of-a-request.ts. */
export interface Stored {
  bytes: number;
  /** Of those, in indexes; null where the engine does not say. */
  indexBytes: number | null;
  /** Written to the log of changes before this look, and with it; null where the engine does not say. */
  wal: { before: number; after: number } | null;
  rows: Record<string, number>;
}

export interface StoredReader {
  look(): Promise<Stored>;
  close(): Promise<void>;
}

/** Beside the bot, as a command is. */
export function onSqlite(file: string): StoredReader {
  const db = new Sqlite(file, { fileMustExist: true });
  return {
    async look() {
      db.pragma('wal_checkpoint(passive)');
      const pages =
        Number(db.pragma('page_count', { simple: true })) - Number(db.pragma('freelist_count', { simple: true }));
      const tables = db
        .prepare<[], { name: string }>(
          "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
        )
        .all();
      const rows = tables.map(({ name }) => [
        name,
        db.prepare<[], { n: number }>(`select count(*) as n from "${name}"`).get()?.n ?? 0,
      ]);
      return {
        bytes: pages * Number(db.pragma('page_size', { simple: true })),
        indexBytes: null,
        wal: null,
        rows: Object.fromEntries(rows),
      };
    },
    close: async () => void db.close(),
  };
}

/** The log without whole pages: a server for tests writes none (full_page_writes=off). */
export async function onPostgres(url: string): Promise<StoredReader> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    async look() {
      const before = await written(client);
      const { rows: tables } = await client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
      const rows: Record<string, number> = {};
      // What is dead is cleared away, as a server does by itself over a day.
      for (const { name } of tables) {
        await client.query(`vacuum "${name}"`);
        const { rows: counted } = await client.query<{ n: string }>(`select count(*) as n from "${name}"`);
        rows[name] = Number(counted[0]?.n);
      }
      const { rows: sizes } = await client.query<{ bytes: string; indexes: string }>(
        `select sum(pg_total_relation_size(c.oid)) as bytes, sum(pg_indexes_size(c.oid)) as indexes from pg_class c
         join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
      );
      return {
        bytes: Number(sizes[0]?.bytes),
        indexBytes: Number(sizes[0]?.indexes),
        wal: { before, after: await written(client) },
        rows,
      };
    },
    close: () => client.end(),
  };
}

async function written(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ wal: string }>("select pg_current_wal_lsn() - '0/0' as wal");
  return Number(rows[0]?.wal);
}
