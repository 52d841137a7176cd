import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import type { Db, OpenDatabase } from '#storage/database.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openPostgres } from '#storage/postgres.ts';
import { freshDatabase } from '#test/postgres/databases.ts';

/** What comes at once, and the server has not counted yet: it counts by itself, but only a while after so many came. */

let database: Awaited<ReturnType<typeof freshDatabase>>;
let open: OpenDatabase[];
beforeEach(async () => {
  // Of its own, for what the server counts stays with a database.
  database = await freshDatabase(inject('postgres'), 'newest', 'own');
  open = [];
});
afterEach(async () => {
  for (const { close } of open) await close();
  await database.drop();
});

async function backlog(count: number, limits: Parameters<typeof openPostgres>[2] = {}) {
  const { db, close } = await openPostgres(database.url, () => {}, limits);
  open.push({ db, close, shared: true, synchronous: 'on' });
  await sql`alter table outbox set (autovacuum_enabled = off)`.execute(db);
  await add(db, 1, 5_000);
  await sql`update outbox set done_at = 1, due_at = 0`.execute(db);
  await sql`vacuum analyze outbox`.execute(db);
  await add(db, 5_001, 5_000 + count);
  const outbox = openOutbox(db);
  return async () => (await outbox.lease(100_000, 30_000, 20)).map(({ id }) => id);
}
const first = (count: number) => Array.from({ length: count }, (_, n) => `t${5_001 + n}`);

const add = (db: Db, from: number, to: number) =>
  sql`
    insert into outbox (id, seq, kind, request_id, person_id, platform, lane, task, created_at, due_at, version, lease_until, attempts)
    select 't' || n, n, 'card', 'r' || n / 5, 'p' || n % 5, 'slack', 'slack/r' || n / 5, '{}', 1, n, 1, 0, 0
    from generate_series(${sql.lit(from)}, ${sql.lit(to)}) as n`.execute(db);

it('a backlog of hundreds is taken in time', async () => {
  expect(await (await backlog(400))()).toEqual(first(20));
});

it('one of thousands is taken at the next look at the latest, however long the first would take', async () => {
  const take = await backlog(12_000, { statement_timeout: 400 });
  const taken = await take().catch(take);
  expect(taken).toEqual(first(20));
});
