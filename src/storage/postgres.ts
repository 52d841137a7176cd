import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { errorsTo, type OpenDatabase } from './database.ts';
import { nameOfFixed } from './fixed.ts';
import type { Tables } from './tables.ts';

/** What goes wrong in a connection ends there: a database that is away keeps nobody waiting for ever. */
const limits = {
  /** Connections of one server. */
  max: 10,
  /** For a free connection, or a new one. */
  connectionTimeoutMillis: 1_500,
  /** For what another server is changing. */
  lock_timeout: 1_500,
  statement_timeout: 2_000,
  /** The server stopped in the middle of a change: everybody else goes on. A little more than the watchdog (ledger.ts). */
  idle_in_transaction_session_timeout: 2_500,
  /** The network swallowed the answer. */
  query_timeout: 4_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** A commit that was acknowledged is on the disk, and each query sees what was committed before it, whatever the server's defaults are. */
const options = '-c synchronous_commit=on -c default_transaction_isolation=read\\ committed';

/** Milliseconds and counts are bigint, which is read as a number: all of them are below 2^53. */
const int8 = 20;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

/**
 * Opens the ledger on a PostgreSQL server, which several bots may share.
 * @param url postgres://user:password@host:port/database
 * @param onFault hears of connections that broke while nobody used them; the next query opens a new one
 * @param others limits in place of those of a server
 * @param onError hears of each query that was not done, also when it is tried again
 * @throws what the server or the network says when it can't be reached, or does not let us in
 */
export async function openPostgres(
  url: string,
  onFault: (fault: Error) => void = () => {},
  others: Partial<typeof limits> = {},
  onError?: (fault: unknown) => void,
): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'iqies-bot',
    ...limits,
    ...others,
    options,
    types,
  });
  pool.on('error', onFault);
  // A connection that breaks while it is used says so to its query; without a listener it would end the process as well.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    takeTime(client);
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...errorsTo(onError) });
  try {
    const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
    return { db, shared: true, synchronous: rows[0]?.synchronous_commit ?? '', close: () => db.destroy() };
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
}

/**
 * Where the server is told to take its time (`withoutHurry`), this side takes it, too: an upgrade of a large record has
 * statements of minutes, and so has waiting for another bot that upgrades it.
 */
function takeTime(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => unknown;
  const own = (client as unknown as { connectionParameters: { query_timeout: unknown } }).connectionParameters;
  const usual = own.query_timeout;
  const query = (...given: unknown[]) => {
    if (given[0] === 'set statement_timeout = 0') own.query_timeout = 0;
    if (given[0] === 'reset statement_timeout') own.query_timeout = usual;
    // A server that has understood a query once need not do so again for the same connection.
    const name = nameOfFixed(given[0]);
    if (name !== undefined && given.length === 2) return ask({ name, text: given[0], values: given[1] });
    return ask(...given);
  };
  Object.assign(client, { query });
}
