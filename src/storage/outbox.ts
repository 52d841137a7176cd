import { sql } from 'kysely';
import type { DeadTask, LeasedTask, Outbox } from '#application/outbox.ts';
import type { Way } from '#application/task.ts';
import { withRetry } from './busy.ts';
import { changedSoFar, type Db, onDisk } from './database.ts';
import { fixed } from './fixed.ts';
import { countingWhenSlow, lease } from './lease.ts';
import { pause, pauses } from './sending-pauses.ts';
import { saveSent, sentRow } from './sent-messages.ts';
import { nextSweep } from './sweep.ts';
import type { Tables } from './tables.ts';

/** Tasks to deliver, in the database. enqueue.ts writes them, lease.ts takes them. */

/**
 * The tasks of a database, for the process that delivers them on one platform, or by e-mail.
 * @param others whether it does those that are for no platform, too: one platform does them where there are several
 */
export function openOutbox(db: Db, platform: Way = 'slack', others: boolean = true): Outbox {
  const any = others ? ['any'] : [];
  const inTime = countingWhenSlow(db);
  return {
    async lease(now, leaseMs, most, ownToo = true) {
      const platforms = ownToo ? [platform, ...any] : any;
      if (platforms.length === 0) return [];
      return withRetry(() => inTime(() => lease(db, platforms, now, leaseMs, most)));
    },
    settled: () => onDisk(db, changedSoFar(db)),
    giveBack: (tasks, dueAt) => withRetry(() => giveBack(db, tasks, dueAt)),
    pause: (scope, until) => withRetry(() => pause(db, scope, until)),
    pauses: (now) => withRetry(() => pauses(db, now)),
    finish: async ({ id, version }, now) => void (await withRetry(() => finish(db, id, version, now))),
    postpone: (task, dueAt, error, now) => withRetry(() => postpone(db, task, dueAt, error, now)),
    async freeLeases() {
      await withRetry(() => db.updateTable('outbox').set({ lease_until: 0 }).where('lease_until', '>', 0).execute());
    },
    nextSweep: (now, everyMs, most) => withRetry(() => nextSweep(db, platform, now, everyMs, most)),
    makeDue: (id, now) => withRetry(() => makeDue(db, id, now)),
    async sentMessage(key) {
      const [row] = await sentRow(db, key);
      return row ? { place: row.place, contentHash: row.content_hash } : null;
    },
    async saveSentMessage(key, { place, contentHash }, now) {
      await withRetry(() => saveSent(db, key, place, contentHash, now));
    },
    async showAgain(now) {
      await withRetry(() =>
        db.transaction().execute(async (tx) => {
          await tx.deleteFrom('sent_message').execute();
          await tx
            .updateTable('outbox')
            .set((eb) => ({ done_at: null, due_at: now, version: eb('version', '+', 1) }))
            .where('kind', 'in', ['card', 'status', 'home', 'checklist', 'invite'])
            .execute();
        }),
      );
    },
    async dead() {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'kind', 'platform', 'request_id', 'person_id', 'last_error', 'dead_at'])
        .where('dead_at', 'is not', null)
        .orderBy('dead_at')
        .execute();
      return rows.map(deadTaskOf);
    },
    async retry(id, now) {
      const again = { dead_at: null, attempts: 0, due_at: now };
      return (
        (
          await db
            .updateTable('outbox')
            .set(again)
            .where('id', '=', id)
            .where('dead_at', 'is not', null)
            .returning('id')
            .execute()
        ).length === 1
      );
    },
  };
}

/** A row of a task that was given up. */
export const deadTaskOf = (
  row: Pick<Tables['outbox'], 'id' | 'kind' | 'platform' | 'request_id' | 'person_id' | 'last_error' | 'dead_at'>,
): DeadTask => ({
  id: row.id,
  kind: row.kind,
  platform: row.platform,
  requestId: row.request_id,
  personId: row.person_id,
  error: row.last_error,
  deadAt: Number(row.dead_at),
});

/** Not begun: free for everybody again. */
async function giveBack(db: Db, tasks: readonly LeasedTask[], dueAt: number | null): Promise<void> {
  if (tasks.length === 0) return;
  await db
    .updateTable('outbox')
    .set({ lease_until: 0, ...(dueAt === null ? {} : { due_at: dueAt }) })
    .where(
      'id',
      'in',
      tasks.map(({ id }) => id),
    )
    .execute();
}

async function makeDue(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({ done_at: null, due_at: now, attempts: 0, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Done, unless it was asked for again meanwhile: then it stays due. One write, so that a crash never parts the two. */
const finish = fixed((db, id: string, version: number, now: number) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      lease_until: 0,
      last_error: null,
      done_at: eb.case().when('version', '=', version).then(sql<number>`cast(${now} as bigint)`).else(null).end(),
    }))
    .where('id', '=', id),
);

/** Not done: due again at `dueAt`, or given up when null. `error` is a class of fault, never a payload. */
async function postpone(db: Db, task: LeasedTask, dueAt: number | null, error: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      lease_until: 0,
      attempts: task.attempts + 1,
      last_error: error,
      ...(dueAt === null ? { dead_at: now } : { due_at: dueAt }),
    })
    .where('id', '=', task.id)
    .where('version', '=', task.version)
    .execute();
  await db.updateTable('outbox').set({ lease_until: 0 }).where('id', '=', task.id).execute();
}
