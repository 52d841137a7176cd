import { sql } from 'kysely';
import type { LeasedTask } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import type { Db } from './database.ts';
import { freeRows, onPostgres, takingAlone } from './engine.ts';
import { fixed } from './fixed.ts';

/** Of the lanes of so many tasks that are due for the longest time, those are taken that were asked for first. */
const mostLookedAt = 200;

/** A look that takes longer than this goes by what the server believed of the queue some minutes ago. */
const slowMs = 200;
const countAgainMs = 60 * 1000;

/**
 * Looks for work, and has a server count what waits where looking took long, or too long: it does so by itself only minutes
 * after a burst, and until then it reads all that is due again for each task. The next look is quick.
 */
export function countingWhenSlow(db: Db): <T>(look: () => Promise<T>) => Promise<T> {
  let countedAt = Number.NEGATIVE_INFINITY;
  return async (look) => {
    const from = performance.now();
    try {
      return await look();
    } finally {
      const now = performance.now();
      if (onPostgres(db) && now - from > slowMs && now - countedAt > countAgainMs) {
        countedAt = now;
        // Where it can't be done now the look itself says what is wrong, or the next one.
        await sql`analyze outbox`.execute(db).catch(() => {});
      }
    }
  };
}

/** Takes due tasks for `leaseMs`; another process, or this one after a crash, takes them again when the lease is over. */
export async function lease(
  db: Db,
  platforms: readonly string[],
  now: number,
  leaseMs: number,
  most: number,
): Promise<LeasedTask[]> {
  const [one = '', two = one] = platforms;
  // Mostly nothing is due, and looking for it locks nobody out.
  if ((await anyDue(db, one, two, now)).length === 0) return [];
  const rows = await takingAlone(db, (tx) => take(tx, one, two, now, now + leaseMs, most));
  return rows
    .sort((a, b) => a.seq - b.seq)
    .map(({ id, key, task, lane, version, attempts, trace }) => ({
      id,
      key,
      task: JSON.parse(task) as Task,
      lane,
      version,
      attempts,
      from: trace,
    }));
}

/** In the order of the index, so that neither what is done nor what is due much later is ever looked at. */
const dueLanes = (db: Db, one: string, two: string, now: number) =>
  freeLanes(dueRows(db, [one, two], now), now)
    .select('lane')
    .orderBy('due_at')
    .limit(mostLookedAt);

const anyDue = fixed((db, one: string, two: string, now: number) => dueLanes(db, one, two, now).clearLimit().limit(1));

const take = fixed((db, one: string, two: string, now: number, until: number, most: number) =>
  db
    .with(
      (name) => name('lanes').materialized(),
      () => dueLanes(db, one, two, now),
    )
    .with('taken', () =>
      freeRows(
        db,
        freeLanes(
          dueRows(db, [one, two], now).where('lane', 'in', (eb) =>
            eb.selectFrom('lanes' as never).select('lane' as never),
          ),
          now,
        )
          .select('id')
          .orderBy('seq')
          .limit(most),
      ),
    )
    .updateTable('outbox')
    .set({ lease_until: until })
    .where('id', 'in', (eb) => eb.selectFrom('taken').select('taken.id'))
    .where('lease_until', '<=', now)
    .where('done_at', 'is', null)
    .returning(['id', 'seq', 'key', 'task', 'lane', 'version', 'attempts', 'trace']),
);

export const dueRows = (db: Db, platforms: readonly string[], now: number) =>
  db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('due_at', '<=', now)
    .where('lease_until', '<=', now)
    .where('platform', 'in', platforms);

/** Leaves out lanes that somebody works on, and what comes after a task for the same person that failed and waits. */
export const freeLanes = (due: ReturnType<typeof dueRows>, now: number) =>
  due
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as busy')
            .select('busy.id')
            .whereRef('busy.lane', '=', 'outbox.lane')
            .where('busy.done_at', 'is', null)
            .where('busy.lease_until', '>', now),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as before')
            .select('before.id')
            .whereRef('before.lane', '=', 'outbox.lane')
            .whereRef('before.person_id', '=', 'outbox.person_id')
            .whereRef('before.seq', '<', 'outbox.seq')
            .where('before.done_at', 'is', null)
            .where('before.dead_at', 'is', null)
            .where('before.attempts', '>', 0)
            .where('before.due_at', '>', now),
        ),
      ),
    );
