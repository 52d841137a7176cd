import pg from 'pg';
import { migrate } from '#storage/migrate.ts';
import { openPostgres } from '#storage/postgres.ts';

/** Databases of their own for tests, on one server: made from a template in the newest shape, and dropped again. */

/** Runs one statement on the server, outside of any database of the bot. */
async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const databaseUrl = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

/** Makes the template that fresh databases are copies of. @returns its name */
export async function makeTemplate(serverUrl: string): Promise<string> {
  const name = `iqies_test_${process.pid}_template`;
  await onServer(serverUrl, `create database ${name} template template0`);
  const { db, close } = await openPostgres(databaseUrl(serverUrl, name));
  await migrate(db);
  await close();
  return name;
}

export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  onServer(serverUrl, `drop database if exists ${name} with (force)`);

interface FreshDatabase {
  url: string;
  /** Removes it, and ends whatever is still connected to it. */
  drop(): Promise<void>;
}

let made = 0;

/** An empty database in the newest shape, or one with nothing at all. */
export async function freshDatabase(server: { url: string; template: string }, shape: 'newest' | 'none' = 'newest') {
  made += 1;
  const name = `iqies_test_${process.pid}_${made}_${Date.now().toString(36)}`;
  await onServer(server.url, `create database ${name} template ${shape === 'newest' ? server.template : 'template0'}`);
  return {
    url: databaseUrl(server.url, name),
    drop: () => dropDatabase(server.url, name),
  } satisfies FreshDatabase;
}
