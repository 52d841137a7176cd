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

async function addOld(db: Db, requests: number): Promise<void> {
  const officials = await db
    .selectFrom('role_grant')
    .select(['person_id', 'organization'])
    .where('person_id', 'is not', null)
    .execute();
  const people = await db.selectFrom('account').select('person_id').execute();
  const last = async (table: 'event' | 'outbox') => {
    const { seq } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    return Number(seq);
  };
  const [lastEvent, lastTask] = [await last('event'), await last('outbox')];
  const from = Date.now() - 3 * 365 * dayMs;
  const atOnce = 400;
  for (let done = 0; done < requests; done += atOnce)
    await db.transaction().execute(async (tx) => {
      const many = Array.from({ length: Math.min(atOnce, requests - done) }, (_, index) => done + index);
      const made = many.map((n) => {
        const { person_id: official = '', organization = '' } = officials[n % officials.length] ?? {};
        const asker = people[(n * 7) % people.length]?.person_id ?? '';
        return {
          n,
          seq: lastTask + 2 * n + 1,
          id: `old${n}`,
          when: from + n * 60_000,
          official: official ?? '',
          organization,
          asker,
        };
      });
      await tx.insertInto('request').values(made.map(requestRow)).execute();
      await tx.insertInto('item').values(made.map(itemRow)).execute();
      const messages = made.flatMap((one) => [
        messageRow(one, 'card', one.official),
        messageRow(one, 'status', one.asker),
      ]);
      await tx.insertInto('outbox').values(messages).execute();
      const places = messages.map(({ key, created_at }) => ({
        key,
        place: '{"channel":"D0BENCH","ts":"1700000000.000100"}',
        content_hash: '',
        sent_at: created_at,
      }));
      await tx.insertInto('sent_message').values(places).execute();
      const events = made.flatMap((one, index) =>
        ['request-submitted', 'item-approved', 'item-done'].map((kind, step) =>
          eventRow(one, kind, lastEvent + 3 * (done + index) + step + 1),
        ),
      );
      await tx.insertInto('event').values(events).execute();
    });
}

interface Old {
  n: number;
  /** Of its first message. */
  seq: number;
  id: string;
  when: number;
  official: string;
  organization: string;
  asker: string;
}

const requestRow = ({ id, when, asker }: Old) => ({
  id,
  draft_id: `d${id}`,
  requester_id: asker,
  role_id: 'assessment-submitter',
  environment: 'production',
  submitted_at: when,
  legal_name_id: null,
  answers_id: null,
  previous_id: null,
});

const itemRow = ({ id, when, organization, official }: Old) => ({
  id: `${id}.1`,
  request_id: id,
  position: 1,
  organization,
  place_name: 'A FACILITY',
  place_detail: null,
  status: 'active',
  state: JSON.stringify({ status: 'active', by: official, at: when + dayMs, doneBy: official, doneAt: when + dayMs }),
  words_id: null,
  sent_at: null,
  asked_at: when,
  decided_week: Math.floor(when / (7 * dayMs)),
  took_ms: dayMs,
});

const messageRow = ({ n, seq, id, when }: Old, kind: 'card' | 'status', personId: string) => ({
  id: `${kind}${n}`,
  seq: kind === 'card' ? seq : seq + 1,
  key: `${kind}:${id}:${personId}`,
  kind,
  request_id: id,
  person_id: personId,
  task: JSON.stringify({ kind, requestId: id, personId }),
  platform: 'slack',
  lane: `slack/${id}`,
  version: 1,
  created_at: when,
  due_at: when,
  lease_until: 0,
  attempts: 0,
  done_at: when,
  dead_at: null,
  last_error: null,
  trace: null,
});

const eventRow = ({ n, id, when, asker }: Old, kind: string, seq: number) => ({
  seq,
  at: when,
  kind,
  request_id: id,
  item_id: `${id}.1`,
  actor_id: asker,
  subject_id: null,
  platform: 'slack',
  data: '{}',
  words_id: null,
  words_hash: null,
  prev_hash: String(n),
  hash: `${seq}`.padStart(64, '0'),
});
