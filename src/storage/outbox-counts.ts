import type { DeadTask } from '#application/outbox.ts';
import type { DeliveryOverview } from '#application/overview.ts';
import type { Db } from './database.ts';
import { dueRows, freeLanes } from './lease.ts';
import { deadTaskOf } from './outbox.ts';

/** How the outbox stands, in numbers. */

const dayMs = 24 * 60 * 60 * 1000;
const deadShown = 100;

interface Count {
  platform: string;
  count: number;
}

/** Tasks that are due and not done, by who delivers them, and since when the oldest is due. */
export async function countDue(db: Db, now: number): Promise<{ due: Count[]; oldestDueMs: number }> {
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['platform', eb.fn.countAll<number>().as('count'), eb.fn.min('due_at').as('oldest')])
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('due_at', '<=', now)
    .groupBy('platform')
    .orderBy('platform')
    .execute();
  const oldest = rows.map((row) => Number(row.oldest)).toSorted((a, b) => a - b)[0];
  return { due: rows.map(countOf), oldestDueMs: oldest === undefined ? 0 : now - oldest };
}

/** Deliveries that were given up, by who had to do them. */
export async function countDead(db: Db): Promise<Count[]> {
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['platform', eb.fn.countAll<number>().as('count')])
    .where('done_at', 'is', null)
    .where('dead_at', 'is not', null)
    .groupBy('platform')
    .execute();
  return rows.map(countOf);
}

/** Since when something is due that any server could take now; null: nothing is. */
export async function freeSince(db: Db, platforms: readonly string[], now: number): Promise<number | null> {
  const row = await freeLanes(dueRows(db, platforms, now), now)
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Deliveries for the operator: what went out in a day, what is due, what was given up. */
export async function readDeliveries(db: Db, now: number): Promise<DeliveryOverview> {
  const done = await db
    .selectFrom('outbox')
    .select((eb) => ['platform', eb.fn.countAll<number>().as('count')])
    .where('done_at', '>', now - dayMs)
    .where('kind', '!=', 'due')
    .groupBy('platform')
    .execute();
  const { due, oldestDueMs } = await countDue(db, now);
  const dead = await countDead(db);
  const of = (counts: readonly Count[], platform: string) =>
    Number(counts.find((one) => one.platform === platform)?.count ?? 0);
  const platforms = [...new Set([...done, ...due, ...dead].map(({ platform }) => platform))].sort();
  return {
    ways: platforms.map((platform) => ({
      platform,
      doneLately: of(done, platform),
      due: of(due, platform),
      dead: of(dead, platform),
    })),
    oldestDueMs,
    dead: await readDead(db, deadShown),
  };
}

const countOf = ({ platform, count }: Count): Count => ({ platform, count: Number(count) });

/** The newest that were given up. */
async function readDead(db: Db, most: number): Promise<DeadTask[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'kind', 'platform', 'request_id', 'person_id', 'last_error', 'dead_at'])
    .where('done_at', 'is', null)
    .where('dead_at', 'is not', null)
    .orderBy('dead_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(deadTaskOf);
}
