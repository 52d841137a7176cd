import type Sqlite from 'better-sqlite3';
import type pg from 'pg';

/** The floor of a decision: one transaction with an insert and an update, on the disk when it ends. */
export type Bare = (id: string, by: string) => Promise<void>;

export function bareOnSqlite(sqlite: Sqlite.Database): Bare {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.exec('create table if not exists decided (id integer primary key, request text, by text, at integer)');
  sqlite.exec('create table if not exists asked (id text primary key, status text)');
  const insert = sqlite.prepare('insert into decided (request, by, at) values (?, ?, ?)');
  const update = sqlite.prepare(`update asked set status = 'approved' where id = ?`);
  const change = sqlite.transaction((id: string, by: string) => {
    insert.run(id, by, Date.now());
    update.run(id);
  });
  return async (id, by) => change(id, by);
}

export async function bareOnPostgres(pool: pg.Pool): Promise<Bare> {
  // Those that begin together make the tables one after the other.
  await pool.query(`begin; select pg_advisory_xact_lock(1);
    create table if not exists floor_decided (id bigserial primary key, request text, by text, at bigint);
    create table if not exists floor_asked (id text primary key, status text);
    commit`);
  return async (id, by) => {
    const one = await pool.connect();
    try {
      await one.query('begin');
      await one.query('insert into floor_decided (request, by, at) values ($1, $2, $3)', [id, by, Date.now()]);
      await one.query(`update floor_asked set status = 'approved' where id = $1`, [id]);
      await one.query('commit');
    } finally {
      one.release();
    }
  };
}
