import { z } from 'zod';
import type { CheckedTask } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { forgetDone } from './clicks.ts';
import type { Db } from './database.ts';

/**
 * Which messages are looked at, to see whether they still show what the record says: first those that were delivered
 * since the last look, then, in turns, those of requests that are open. The cost of a look does not grow with the record.
 */

/** So much of the outbox is walked over at a time; most of it belongs to requests that are over, and costs nothing more. */
const stride = 2_000;

const markSchema = z.object({ at: z.number(), deliveredFrom: z.number(), seq: z.number() });
type Mark = z.infer<typeof markSchema>;

/** @returns nothing when it is not time, or another process looks; and when it is time again */
export async function nextSweep(
  db: Db,
  platform: string,
  now: number,
  everyMs: number,
  most: number,
): Promise<{ tasks: CheckedTask[]; nextAt: number }> {
  const key = `sweep/${platform}`;
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  if (row === undefined) {
    const value = JSON.stringify({ at: now, deliveredFrom: now, seq: 0 } satisfies Mark);
    await db
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    return { tasks: [], nextAt: now + everyMs };
  }
  const mark = markSchema.parse(JSON.parse(row.value));
  if (now < mark.at + everyMs) return { tasks: [], nextAt: mark.at + everyMs };
  const recent = await delivered(db, platform, mark.deliveredFrom, now, most);
  const open = await ofOpenRequests(db, platform, mark.seq, most);
  const next: Mark = {
    at: now,
    deliveredFrom: recent.length < most ? now : (recent.at(-1)?.doneAt ?? now),
    seq: open.upTo,
  };
  // Whoever moves the mark looks; another process that had the same thought leaves it.
  const moved = await db
    .updateTable('meta')
    .set({ value: JSON.stringify(next) })
    .where('key', '=', key)
    .where('value', '=', row.value)
    .returning('key')
    .execute();
  if (moved.length === 0) return { tasks: [], nextAt: now + everyMs };
  await forgetDone(db, now);
  const tasks = [...new Map([...recent, ...open.tasks].map((task) => [task.id, task])).values()];
  return { tasks, nextAt: now + everyMs };
}

const keptTrue = (db: Db, platform: string) =>
  db.selectFrom('outbox').where('platform', '=', platform).where('dead_at', 'is', null).where('key', 'is not', null);

async function delivered(db: Db, platform: string, from: number, now: number, most: number) {
  const rows = await keptTrue(db, platform)
    .where('kind', 'in', ['card', 'status', 'home', 'checklist'])
    .where('done_at', '>=', from)
    .where('done_at', '<=', now)
    .select(['id', 'key', 'task', 'done_at'])
    .orderBy('done_at')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...checked(row), doneAt: row.done_at ?? 0 }));
}

async function ofOpenRequests(db: Db, platform: string, from: number, most: number) {
  const last = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  const end = Math.min(from + stride, Number(last?.seq ?? 0));
  const rows = await keptTrue(db, platform)
    .where('kind', 'in', ['card', 'status'])
    .where('done_at', 'is not', null)
    .where('seq', '>', from)
    .where('seq', '<=', end)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('item')
          .select('item.id')
          .whereRef('item.request_id', '=', 'outbox.request_id')
          .where('item.status', 'in', ['pending', 'held', 'outside', 'approved']),
      ),
    )
    .select(['id', 'key', 'task', 'seq'])
    .orderBy('seq')
    .limit(most)
    .execute();
  const upTo = rows.length === most ? (rows.at(-1)?.seq ?? end) : end;
  // At the end it begins again.
  return { tasks: rows.map(checked), upTo: upTo >= Number(last?.seq ?? 0) ? 0 : upTo };
}

const checked = ({ id, key, task }: { id: string; key: string | null; task: string }): CheckedTask => ({
  id,
  key: key ?? '',
  task: JSON.parse(task) as Task,
});
