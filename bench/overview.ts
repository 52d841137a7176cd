import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Overviews } from '#application/overview.ts';
import { type Db, openSqlite } from '#storage/database.ts';
import { decisionOf } from '#storage/decisions.ts';
import { migrate } from '#storage/migrate.ts';
import { openOverviews } from '#storage/overview.ts';
import { openPostgres } from '#storage/postgres.ts';

/**
 * How long the numbers of the operator's page take, and how long they keep the bot from anything else.
 * `node bench/overview.ts 100000`, with DATABASE_URL of an empty database for PostgreSQL.
 */

const requests = Number(process.argv[2] ?? 100_000);
const facilities = 20_000;
const yearMs = 365 * 24 * 60 * 60 * 1000;
const now = Date.now();
const askedAt = (n: number) => now - Math.floor(((requests - n) / requests) * 3 * yearMs);
const place = (n: number) => `ccn:${String((n * 7_919) % facilities).padStart(6, '0')}`;
const folder = mkdtempSync(join(tmpdir(), 'iqies-overview-'));
const { DATABASE_URL: url } = process.env;
const database = url ? await openPostgres(url) : openSqlite(join(folder, 'record.sqlite'));
await migrate(database.db);
await fill(database.db);

const print = (line: string) => process.stdout.write(`${line}\n`);
const tasks = (overviews: Overviews): Record<string, () => Promise<unknown>> => ({
  gauges: () => overviews.gauges(now),
  waiting: () => overviews.waiting(now),
  weeks: () => overviews.weeks(now, 26),
  thin: () => overviews.thin(),
  questions: () => overviews.questions(),
  deliveries: () => overviews.deliveries(now),
});
const work = tasks(openOverviews(database.db));
print(`${requests} requests, ${url ? 'PostgreSQL' : 'embedded'}`);
for (const [name, run] of Object.entries(work)) {
  await run();
  // What is kept for a while is counted anew by another reader.
  const fresh = tasks(openOverviews(database.db))[name];
  let longest = 0;
  let last = performance.now();
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(look, 1);
  const cpu = process.cpuUsage();
  const from = performance.now();
  await fresh?.();
  const took = performance.now() - from;
  look();
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpu);
  const worked = ((user + system) / 1_000).toFixed(0);
  print(
    `${name}: ${took.toFixed(0)} ms, ${worked} ms of a processor, nothing else for ${longest.toFixed(0)} ms at the longest`,
  );
}
await database.close();
rmSync(folder, { recursive: true, force: true });

/** Three years of requests; one of twenty still waits, most of them not for long. */
async function fill(db: Db): Promise<void> {
  await db.insertInto('person').values({ id: 'ana', created_at: 0, joined_into: null }).execute();
  const atOnce = 500;
  for (let from = 0; from < requests; from += atOnce)
    await db.transaction().execute(async (tx) => {
      const many = Array.from({ length: atOnce }, (_, index) => from + index);
      await tx.insertInto('request').values(many.map(requestRow)).execute();
      await tx.insertInto('item').values(many.map(itemRow)).execute();
      await tx.insertInto('outbox').values(many.map(taskRow)).execute();
      await tx.insertInto('role_grant').values(many.map(grantRow)).execute();
    });
}

function requestRow(n: number) {
  const row = { id: `r${n}`, draft_id: `d${n}`, requester_id: 'ana', role_id: 'assessment-submitter' };
  return {
    ...row,
    environment: 'production',
    submitted_at: askedAt(n),
    legal_name_id: null,
    answers_id: null,
    previous_id: null,
  };
}

function itemRow(n: number) {
  const at = askedAt(n) + ((n * 104_729) % (9 * 24 * 60)) * 60_000;
  const waits = n % 20 === 0;
  const state = waits
    ? ({ status: 'pending', since: askedAt(n) } as const)
    : ({ status: 'active', by: 'joan', at, doneBy: 'joan', doneAt: at } as const);
  const row = { id: `r${n}.1`, request_id: `r${n}`, position: 1, organization: place(n), place_name: 'A FACILITY' };
  const stored = { status: state.status, state: JSON.stringify(state), words_id: null, sent_at: null };
  return { ...row, place_detail: null, ...stored, asked_at: askedAt(n), ...decisionOf(state, askedAt(n)) };
}

function taskRow(n: number) {
  const row = { id: `t${n}`, seq: n, key: `k${n}`, kind: 'card', request_id: `r${n}`, person_id: 'ana', task: '{}' };
  const times = { created_at: askedAt(n), due_at: askedAt(n), lease_until: 0, done_at: askedAt(n), dead_at: null };
  return {
    ...row,
    ...times,
    platform: 'slack',
    lane: `slack/r${n}`,
    version: 1,
    attempts: 0,
    last_error: null,
    trace: null,
  };
}

function grantRow(n: number) {
  const official = n % 13 === 0;
  const row = {
    id: `g${n}`,
    person_id: `p${n}`,
    role_id: official ? 'provider-security-official' : 'assessment-submitter',
  };
  const rest = { basis: 'requested', email: null, name: null, not_in_chat_at: null, mail_refused_at: null };
  const ends = { ended_at: null, suspended_at: null, ended_by: null, end_text_id: null };
  return {
    ...row,
    organization: place(n),
    environment: 'production',
    standing: 'active',
    started_at: 0,
    ...rest,
    ...ends,
  };
}
