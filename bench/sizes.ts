import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Db, openSqlite } from '#storage/database.ts';
import { at, round } from './result.ts';
import { type ClickName, type Clicks, measureClicks, raise, type Stage } from './slack-clicks.ts';

/** The same clicks with a small ledger and with a large one: what was sent and decided long ago must cost nothing. */

export interface Flat {
  name: ClickName;
  inFlight: number;
  /** Median in ms, by how many requests the ledger has. */
  ms: Record<number, number>;
  /** Of each to the smallest. */
  ratio: Record<number, number>;
}

export interface SizeOptions {
  sizes: readonly number[];
  reps: number;
  alone: number;
  many: number;
  /** Told of the stage with the largest ledger while it stands. */
  onLargest?: (stage: Stage) => Promise<void>;
}

/** One bot for each size, all at once, their clicks in turn. */
export async function measureSizes({ sizes, reps, alone, many, onLargest }: SizeOptions): Promise<Flat[]> {
  const kept = mkdtempSync(join(tmpdir(), 'iqies-sizes-'));
  const stages: { size: number; stage: Stage }[] = [];
  const each = (reps + 1) * 2 * (alone + many) + 100;
  try {
    for (const size of sizes)
      stages.push({
        size,
        stage: await raise({
          pending: each,
          drafts: each,
          facilities: 20_000,
          kept,
          prepare: (dataDir) => grow(join(dataDir, 'live', 'record.sqlite'), size - 2 * each),
        }),
      });
    const rounds: { size: number; rows: Clicks[] }[] = [];
    for (let rep = 0; rep < reps; rep += 1)
      for (const { size, stage } of rep % 2 === 0 ? stages : stages.toReversed())
        rounds.push({ size, rows: await measureClicks(withoutUsed(stage, alone + many), { reps: 1, alone, many }) });
    const largest = stages.at(-1);
    // One bot works on a record.
    await largest?.stage.bot.stop();
    if (largest !== undefined) await onLargest?.(largest.stage);
    return flat(sizes, rounds);
  } finally {
    for (const { stage } of stages) await stage.stop();
    rmSync(kept, { recursive: true, force: true });
  }
}

/** What was pressed in a round is not there in the next one. */
function withoutUsed(stage: Stage, each: number): Stage {
  const { pending, drafts, unfinished } = stage.world;
  return { ...stage, world: { pending: pending.splice(0, 2 * each), drafts: drafts.splice(0, 2 * each), unfinished } };
}

function flat(sizes: readonly number[], rounds: readonly { size: number; rows: readonly Clicks[] }[]): Flat[] {
  const [smallest = 0] = sizes;
  return (rounds[0]?.rows ?? []).map(({ name, inFlight }) => {
    const medianOf = (size: number) =>
      at(
        rounds
          .filter((one) => one.size === size)
          .flatMap(({ rows }) => rows.filter((row) => row.name === name && row.inFlight === inFlight))
          .map(({ medianMs }) => medianMs.ours),
        0.5,
      );
    const ms = Object.fromEntries(sizes.map((size) => [size, round(medianOf(size))]));
    const ratio = Object.fromEntries(sizes.map((size) => [size, round(medianOf(size) / medianOf(smallest))]));
    return { name, inFlight, ms, ratio };
  });
}

/** Adds requests of the years before, all decided and told: two messages and three events each. */
async function grow(file: string, requests: number): Promise<void> {
  if (requests <= 0) return;
  const { db, close } = openSqlite(file);
  try {
    await addOld(db, requests);
    await sql`analyze`.execute(db);
  } finally {
    await close();
  }
}

const dayMs = 24 * 60 * 60 * 1000;

/** All in SQLite's own words, which is a hundred times faster. */
async function addOld(db: Db, requests: number): Promise<void> {
  const last = async (table: 'event' | 'outbox') => {
    const { seq } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    return sql.lit(Number(seq));
  };
  const [lastEvent, lastTask] = [await last('event'), await last('outbox')];
  const from = sql.lit(Date.now() - 3 * 365 * dayMs);
  const day = sql.lit(dayMs);
  await sql`create temp table old as
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.lit(requests - 1)}),
      officials as (select row_number() over () - 1 as i, person_id, organization from role_grant where person_id is not null),
      people as (select row_number() over () - 1 as i, person_id from account)
    select n.i, 'old' || n.i as id, ${from} + n.i * 60000 as at, officials.person_id as official, organization,
      people.person_id as asker
    from n
      join officials on officials.i = n.i % (select count(*) from officials)
      join people on people.i = (n.i * 7) % (select count(*) from people)`.execute(db);
  const old = [
    sql`insert into request (id, draft_id, requester_id, role_id, environment, submitted_at)
      select id, 'd' || id, asker, 'assessment-submitter', 'production', at from old`,
    sql`insert into item (id, request_id, position, organization, place_name, status, state, asked_at, decided_week, took_ms)
      select id || '.1', id, 1, organization, 'A FACILITY', 'active', json_object('status', 'active', 'by', official,
        'at', at + ${day}, 'doneBy', official, 'doneAt', at + ${day}), at, at / (7 * ${day}), ${day} from old`,
    ...(['card', 'status'] as const).flatMap((kind, index) => {
      const person = kind === 'card' ? sql`official` : sql`asker`;
      const key = sql`${sql.lit(kind)} || ':' || id || ':' || ${person}`;
      return [
        sql`insert into outbox (id, seq, key, kind, request_id, person_id, task, version, created_at, due_at, lease_until,
            attempts, done_at, platform, lane)
          select ${sql.lit(kind)} || i, ${lastTask} + 2 * i + ${sql.lit(index + 1)}, ${key}, ${sql.lit(kind)}, id, ${person},
            json_object('kind', ${sql.lit(kind)}, 'requestId', id, 'personId', ${person}), 1, at, at, 0, 0, at, 'slack',
            'slack/' || id from old`,
        sql`insert into sent_message (key, place, content_hash, sent_at)
          select ${key}, '{"channel":"D0BENCH","ts":"1700000000.000100"}', '', at from old`,
      ];
    }),
    ...['request-submitted', 'item-approved', 'item-done'].map(
      (
        kind,
        step,
      ) => sql`insert into event (seq, at, kind, request_id, item_id, actor_id, platform, data, prev_hash, hash)
        select ${lastEvent} + 3 * i + ${sql.lit(step + 1)}, at, ${sql.lit(kind)}, id, id || '.1', asker, 'slack', '{}', i,
          printf('%064d', 3 * i + ${sql.lit(step)}) from old`,
    ),
    sql`drop table old`,
  ];
  for (const one of old) await one.execute(db);
}
