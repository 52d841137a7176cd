import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Db, openSqlite } from '#storage/database.ts';
import { at, round } from './result.ts';
import { type ClickName, oneRound, raise, type Stage } from './slack-clicks.ts';

/** The same clicks with a small ledger and with a large one: what was sent and decided long ago must cost nothing. */

export interface Flat {
  name: ClickName;
  /** Of one after the other the median in ms, by how many requests the ledger has; of fifty at a time answers a second. */
  aloneMs: Record<number, number>;
  manyRate: Record<number, number>;
}

export interface SizeOptions {
  sizes: readonly number[];
  /** Repetitions; one more comes first and is not counted. */
  reps: number;
  alone: number;
  many: number;
  /** Told of the folder of the largest ledger, on which no bot works any more. */
  onLargest?: (dataDir: string) => Promise<void>;
}

/** One bot for each size, all at once, their clicks in turn. */
export async function measureSizes({ sizes, reps, alone, many, onLargest }: SizeOptions): Promise<Flat[]> {
  const kept = mkdtempSync(join(tmpdir(), 'iqies-sizes-'));
  const stages: { size: number; stage: Stage }[] = [];
  const each = (reps + 1) * (alone + many);
  try {
    for (const size of sizes)
      stages.push({
        size,
        stage: await raise({
          pending: each,
          drafts: each,
          facilities: 150_000,
          kept,
          prepare: (dataDir) => grow(join(dataDir, 'live', 'record.sqlite'), size - each),
        }),
      });
    const rounds: { size: number; rows: Awaited<ReturnType<typeof oneRound>> }[] = [];
    for (let rep = 0; rep <= reps; rep += 1)
      for (const { size, stage } of rep % 2 === 0 ? stages : stages.toReversed()) {
        const rows = await oneRound(stage, { alone, many, from: rep * (alone + many) });
        // The first one warms up.
        if (rep > 0) rounds.push({ size, rows });
      }
    const largest = stages.at(-1);
    // One bot works on a record.
    await largest?.stage.bot.stop();
    if (largest !== undefined) await onLargest?.(largest.stage.dataDir);
    return flat(sizes, rounds);
  } finally {
    for (const { stage } of stages) await stage.stop();
    rmSync(kept, { recursive: true, force: true });
  }
}

function flat(
  sizes: readonly number[],
  rounds: readonly { size: number; rows: Awaited<ReturnType<typeof oneRound>> }[],
): Flat[] {
  return (rounds[0]?.rows ?? []).map(({ name }) => {
    const bySize = (of: 'aloneMs' | 'manyRate') =>
      Object.fromEntries(
        sizes.map((size) => {
          const mine = rounds.filter((one) => one.size === size).flatMap(({ rows }) => rows);
          const found = mine.filter((row) => row.name === name).map((row) => row[of]);
          return [size, round(at(found, 0.5))];
        }),
      );
    return { name, aloneMs: bySize('aloneMs'), manyRate: bySize('manyRate') };
  });
}

/**
 * Adds requests of the years before, all decided and told: two messages and three events each. Five of each person, who have
 * left since, at twenty thousand facilities.
 */
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
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.lit(requests - 1)})
    select i, 'old' || i as id, ${from} + i * 60000 as at, 'official' || (i * 7919 % 20000) as official,
      'ccn:P' || printf('%05d', i * 7919 % 20000) as organization, 'asker' || (i / 5) as asker
    from n`.execute(db);
  const old = [
    sql`insert into person (id, created_at) select distinct asker, ${from} from old`,
    sql`insert into account (platform, scope, user_id, enterprise_id, person_id, name, email, email_confirmed, guest,
        foreign_account, switched_off, checked_at)
      select distinct 'slack', 'T0BENCH', upper(asker), '', asker, asker, asker || '@bench.example', 1, 0, 0, 0, ${from}
      from old`,
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
