import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import type { Task } from '#application/task.ts';
import { type Db, openSqlite } from '#storage/database.ts';
import { withoutHurry } from '#storage/engine.ts';
import { enqueue } from '#storage/enqueue.ts';
import { migrate } from '#storage/migrate.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openPostgres } from '#storage/postgres.ts';
import { postgresBinaries } from '../test/postgres/binaries.ts';
import { throwawayPostgres } from '../test/postgres/throwaway.ts';
import { at, keepResult, round } from './result.ts';

/**
 * What looking for work costs when much was sent, or much waits: the look for what is due, the sweep over what stands in
 * chats, a new task. `node bench/outbox.ts 100000 1000000`; on the embedded database, and on PostgreSQL where it is
 * installed.
 */

const sizes = process.argv.slice(2).map(Number);
const now = Date.now();
const dayMs = 24 * 60 * 60 * 1000;
const times = 50;

/** How the rows stand. `sent`: all delivered; `later`: all still to come, as reminders are; `due`: all due, after an outage. */
type Shape = 'sent' | 'later' | 'due';

const results: Record<string, object> = {};
for (const size of sizes.length > 0 ? sizes : [100_000, 1_000_000])
  for (const shape of ['sent', 'later', 'due'] as const) {
    results[`SQLite, ${size} ${shape}`] = await onSqlite(size, shape);
    const binaries = postgresBinaries();
    if (binaries !== null) results[`PostgreSQL, ${size} ${shape}`] = await onPostgres(binaries, size, shape);
  }
keepResult('outbox', { each: `${times} times, in ms`, results });

async function onSqlite(size: number, shape: Shape): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-outbox-'));
  const database = openSqlite(join(folder, 'record.sqlite'));
  try {
    return await measured('SQLite', database.db, size, shape);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(binaries: string, size: number, shape: Shape): Promise<object> {
  const server = await throwawayPostgres(binaries);
  const database = await openPostgres(server.url);
  try {
    return await measured('PostgreSQL', database.db, size, shape);
  } finally {
    await database.close();
    await server.stop();
  }
}

async function measured(engine: string, db: Db, size: number, shape: Shape): Promise<object> {
  await migrate(db);
  await withoutHurry(db, (one) => fill(one, size, shape));
  const outbox = openOutbox(db);
  const found: Record<string, object> = {};
  const measure = async (name: string, work: (turn: number) => Promise<unknown>) => {
    const took: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const from = performance.now();
      await work(turn);
      took.push(performance.now() - from);
    }
    found[name] = { median: round(at(took, 0.5)), p95: round(at(took, 0.95)), most: round(Math.max(...took)) };
    process.stdout.write(`${engine}, ${size} ${shape}, ${name}: ${JSON.stringify(found[name])}\n`);
  };
  await measure('look for what is due, and take it', async () => {
    const tasks = await outbox.lease(now, 30_000, 20);
    await outbox.giveBack(tasks, null);
  });
  const looked = { at: now, turn: 0 };
  await outbox.nextSweep(now, 1, 100);
  await measure('sweep', async () => {
    looked.at += dayMs / 288;
    await outbox.nextSweep(looked.at, 1, 100);
  });
  await measure('a new task, taken and finished', async (turn) => {
    const task: Task = { kind: 'tell', personId: `p${turn}` as never, notice: { about: 'welcome' } };
    await db.transaction().execute((tx) => enqueue(tx, task, now - dayMs));
    for (const one of await outbox.lease(now, 30_000, 1)) await outbox.finish(one, now);
  });
  return found;
}

/** Three messages a request; one request of twenty is open. All in the database's own words, which is a hundred times faster. */
async function fill(db: Db, size: number, shape: Shape): Promise<void> {
  const requests = Math.ceil(size / 3);
  const year = sql.lit(365 * dayMs);
  const when = sql`${sql.lit(now)} - ${year} + ${year} / ${sql.lit(size)} * i`;
  const due = { sent: when, later: sql`${sql.lit(now + dayMs)} + i`, due: sql`${sql.lit(now - dayMs)} + i / 1000` }[
    shape
  ];
  const done = shape === 'sent' ? when : sql`cast(null as bigint)`;
  const ofRequest = sql`'r' || ((i + 2) / 3)`;
  await db.insertInto('person').values({ id: 'ana', created_at: 0, joined_into: null }).execute();
  // In pieces, each well within the time that a statement has.
  const inPieces = async (most: number, insert: RawBuilder<unknown>) => {
    for (let from = 1; from <= most; from += 50_000) {
      const to = Math.min(most, from + 49_999);
      const numbers = sql`with recursive n(i) as (select ${sql.lit(from)} union all select i + 1 from n where i < ${sql.lit(to)})`;
      await sql`${numbers} ${insert} from n`.execute(db);
    }
  };
  await inPieces(
    requests,
    sql`insert into request (id, draft_id, requester_id, role_id, environment, submitted_at)
      select 'r' || i, 'd' || i, 'ana', 'assessment-submitter', 'production', ${sql.lit(now - dayMs)}`,
  );
  await inPieces(
    requests,
    sql`insert into item (id, request_id, position, organization, status, state)
      select 'r' || i || '.1', 'r' || i, 1, 'ccn:165326', case when i % 20 = 0 then 'pending' else 'active' end, '{}'`,
  );
  await inPieces(
    size,
    sql`insert into outbox (id, seq, key, kind, request_id, person_id, task, version, created_at, due_at, lease_until,
        attempts, done_at, platform, lane)
      select 't' || i, i, 'k' || i, case when i % 3 = 0 then 'status' else 'card' end, ${ofRequest}, 'p' || (i % 5000),
        '{}', 1, ${when}, ${due}, 0, 0, ${done}, 'slack', 'slack/' || ${ofRequest}`,
  );
  await sql`analyze`.execute(db);
}
