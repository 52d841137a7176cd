import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { openOutbox } from '#storage/outbox.ts';
import { openPostgres } from '#storage/postgres.ts';
import { freshDatabase } from '#test/postgres/databases.ts';

it('a backlog that PostgreSQL has not counted yet is taken in time', async () => {
  const { url, drop } = await freshDatabase(inject('postgres'), 'newest');
  const { db, close } = await openPostgres(url);
  // It counts by itself, but only a while after so many came.
  await sql`alter table outbox set (autovacuum_enabled = off)`.execute(db);
  await sql`
    insert into outbox (id, seq, kind, request_id, person_id, platform, lane, task, created_at, due_at, version, lease_until, attempts)
    select 't' || n, n, 'card', 'r' || n / 5, 'p' || n % 5, 'slack', 'slack/r' || n / 5, '{}', 1, n, 1, 0, 0
    from generate_series(1, 400) as n`.execute(db);
  const taken = await openOutbox(db).lease(1_000, 30_000, 20);
  expect(taken.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `t${n + 1}`));
  await close();
  await drop();
});
