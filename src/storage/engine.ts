import {
  type DataTypeNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  PostgresAdapter,
  type QueryId,
  RawNode,
  type SelectQueryBuilder,
  sql,
} from 'kysely';
import type { Db } from './database.ts';
import type { Tables } from './tables.ts';

/** Everything the two databases do differently in SQL. The rest of the storage is the same for both. */

/** Whether the database is a PostgreSQL server. */
export const onPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** One number for all servers of a database; it has no other meaning. */
const changeLock = 4_217_002;

/**
 * Makes a transaction the only change until it ends, in all servers of this database: what a use case read stays true
 * until it commits, and the audit chain has one end. SQLite sees to that itself, by letting only one transaction write.
 * It is the first lock that a change takes, and whoever works outside of a change waits for nobody while it holds a row:
 * so no two wait for each other. Who waits is served in order.
 */
export async function enterAlone(tx: Db): Promise<void> {
  if (onPostgres(tx)) await sql`select pg_advisory_xact_lock(${sql.lit(changeLock)})`.execute(tx);
}

/** One number for all servers of a database, different from the other one. */
const leaseLock = 4_217_003;

/**
 * Does work that takes tasks, while no other server takes any: what it sees as free is free. It waits for nobody else, so
 * nobody waits long. SQLite needs nothing for that: one statement at a time.
 */
export async function takingAlone<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (!onPostgres(db)) return work(db);
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(leaseLock)})`.execute(tx);
    return work(tx);
  });
}

/** Only on a server: one of a list that is one value, so that the text of a query is the same for every length. */
export const among = (column: string, list: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${list})`;

/** Rows that another server takes just now are left out, in place of waiting for them. */
export function freeRows<Row>(
  db: Db,
  query: SelectQueryBuilder<Tables, 'outbox', Row>,
): SelectQueryBuilder<Tables, 'outbox', Row> {
  return onPostgres(db) ? query.forUpdate().skipLocked() : query;
}

/** Tasks that nobody takes until the transaction ends. SQLite lets nobody else write meanwhile anyway. */
export function lockedRows<Row>(
  db: Db,
  query: SelectQueryBuilder<Tables, 'outbox', Row>,
): SelectQueryBuilder<Tables, 'outbox', Row> {
  return onPostgres(db) ? query.forUpdate() : query;
}

/** Rows that nobody else changes until the transaction ends. */
export function heldRows<Row>(
  db: Db,
  query: SelectQueryBuilder<Tables, 'provider_list', Row>,
): SelectQueryBuilder<Tables, 'provider_list', Row> {
  return onPostgres(db) ? query.forShare() : query;
}

/** The commit of this transaction need not wait for the disk. The next one that does brings it there, too. */
export async function withoutSync(tx: Db): Promise<void> {
  if (onPostgres(tx)) await sql`set local synchronous_commit = off`.execute(tx);
}

/**
 * Changes the shape of the database: whole or not at all, one process after the other, and without the limits of time that
 * hold for everything else.
 */
export async function withoutHurry<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (!onPostgres(db)) return inOneGo(db, work);
  return db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one);
    await sql`set lock_timeout = 0`.execute(one);
    await sql`set idle_in_transaction_session_timeout = 0`.execute(one);
    try {
      return await work(one.withPlugin(new TextByBytes()));
    } finally {
      for (const limit of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
        await sql`reset ${sql.raw(limit)}`.execute(one);
    }
  });
}

/** Kysely changes SQLite's shape statement by statement; a process that dies between two of them would leave half of it. */
async function inOneGo<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql`begin immediate`.execute(one);
    try {
      const done = await work(one);
      await sql`commit`.execute(one);
      return done;
    } catch (fault) {
      await sql`rollback`.execute(one);
      throw fault;
    }
  });
}

/** Text columns are compared and ordered by their bytes, as SQLite does, whatever language the server was set up in. */
class TextByBytes extends OperationNodeTransformer implements KyselyPlugin {
  transformQuery({ node, queryId }: { node: OperationNode; queryId: QueryId }) {
    return this.transformNode(node, queryId) as never;
  }
  transformResult({ result }: { result: unknown }) {
    return Promise.resolve(result as never);
  }
  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    return node.dataType === 'text' ? (RawNode.createWithSql('text collate "C"') as never) : node;
  }
}
