import pg from 'pg';
import { migrate } from '#storage/migrate.ts';
import { openPostgres } from '#storage/postgres.ts';

/** Databases of their own for tests, on one server: made from a template in the newest shape, and emptied to be used again. */

/** A server for tests; the names of its databases begin with that of the template. */
export interface TestServer {
  url: string;
  template: string;
}

interface FreshDatabase {
  url: string;
  /** Gives it back, and ends whatever is still connected to it. */
  drop(): Promise<void>;
}

/** Works on a database outside of the bot. */
async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const onServer = (url: string, statement: string) => connected(url, (client) => client.query(statement));

const databaseUrl = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

/** Makes the template that fresh databases are copies of. @returns its name */
export async function makeTemplate(serverUrl: string): Promise<string> {
  const name = `iqies_test_${process.pid}`;
  await onServer(serverUrl, `create database ${name} template template0`);
  const { db, close } = await openPostgres(databaseUrl(serverUrl, name));
  await migrate(db);
  await close();
  return name;
}

/** Removes the template and every database that tests made from it. */
export async function dropAll({ url, template }: TestServer): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1)`,
      [template],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  });
}

let made = 0;
/** Emptied databases of this process: making one takes longer than most tests. */
const emptied: string[] = [];

/**
 * An empty database in the newest shape, or one with nothing at all.
 * @param use own: no other test had it, or gets it
 */
export async function freshDatabase(
  server: TestServer,
  shape: 'newest' | 'none' = 'newest',
  use: 'again' | 'own' = 'again',
): Promise<FreshDatabase> {
  const again = shape === 'newest' && use === 'again';
  const used = again ? emptied.pop() : undefined;
  const name = used ?? `${server.template}_${process.pid}_${++made}`;
  const model = shape === 'newest' ? server.template : 'template0';
  if (used === undefined) await onServer(server.url, `create database ${name} template ${model}`);
  const url = databaseUrl(server.url, name);
  return {
    url,
    async drop() {
      if (again && (await connected(url, (client) => empty(client, name)))) emptied.push(name);
      else await onServer(server.url, `drop database ${name} with (force)`);
    },
  };
}

/**
 * Deletes every row: truncating two dozen tables takes ten times as long as deleting a few rows.
 * @returns false where the account of the tests may not do that
 */
async function empty(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  const deletions = rows.map((row) => `delete from ${row.name};`).join('');
  try {
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    // Rows that others refer to go in any order.
    await client.query(`begin; set local session_replication_role = replica; ${deletions} commit`);
    await client.query(`alter database ${name} reset all`);
    return true;
  } catch {
    return false;
  }
}
