import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LeasedTask } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { backOff, mostAttempts } from '#channels/back-off.ts';
import { type Delivery, type DeliveryLoop, startDelivery, type Verdict } from '#channels/deliver.ts';
import type { Drawn } from '#channels/draw-task.ts';
import { openOutbox } from '#storage/outbox.ts';
import { emptyRecord, type TestRecord } from '#test/storage/record.ts';

/** The deliveries of one or more processes, on a real record, to a workspace that does what the test says. */

let on: TestRecord;
let clock: number;
let loops: DeliveryLoop[];
let shown: { task: Task; by: string }[];
beforeEach(async () => {
  on = await emptyRecord();
  clock = 1_000;
  loops = [];
  shown = [];
});
afterEach(async () => {
  for (const loop of loops) await loop.stop();
  await on.stop();
});

const about = (requestId: string, personId = 'ana', n = 0): Task => ({
  kind: 'tell',
  personId,
  notice: { about: 'held', requestId, itemIds: [`${n}` as never] },
});
const enqueue = (task: Task) => on.ledger.change((record) => record.enqueue(task, clock));

class TooMany extends Error {}
const laterMs = 30_000;

/** A process that delivers. `show` may throw or wait. */
function bot(
  show: (task: Task) => Promise<void> | void = () => {},
  name = 'one',
  limitOf: (task: Task) => Promise<string | null> = async () => null,
): DeliveryLoop {
  const delivery: Delivery = {
    draw: async (): Promise<Drawn> => ({ kind: 'operator', text: '' }),
    async show(_drawn, { task }: LeasedTask) {
      await show(task);
      shown.push({ task, by: name });
    },
    scopeOf: () => 'slack/T1',
    limitOf: (_drawn, { task }) => limitOf(task),
    soleScope: 'slack/T1',
    isShown: async () => true,
    judge: (fault): Verdict =>
      fault instanceof TooMany
        ? { again: true, afterMs: laterMs, error: 'ratelimited', pauses: true }
        : { again: true, afterMs: null, error: 'http' },
    onDead: async () => {},
    onFault: () => {},
  };
  const loop = startDelivery(openOutbox(on.db), delivery, () => clock, { pollMs: 5 });
  loops.push(loop);
  return loop;
}
const requests = () =>
  shown.map(({ task }) => ('notice' in task && 'requestId' in task.notice ? task.notice.requestId : ''));

describe('deliveries', () => {
  it('of one request wait for a slow one, those of others do not', async () => {
    const slow = Promise.withResolvers<void>();
    for (const request of ['slow', 'slow', 'b', 'c', 'd', 'e', 'f', 'b']) await enqueue(about(request));
    const loop = bot((task) => (JSON.stringify(task).includes('slow') ? slow.promise : undefined));
    loop.wake();
    await vi.waitFor(() => expect(requests()).toHaveLength(6));
    expect(requests().sort()).toEqual(['b', 'b', 'c', 'd', 'e', 'f']);
    slow.resolve();
    await loop.idle();
    expect(requests()).toHaveLength(8);
  });

  it('of one request keep their order over two processes, one at a time', async () => {
    for (let n = 0; n < 48; n += 1) await enqueue(about(`r${n % 24}`, `p${n % 2}`, n));
    const busy = new Set<string>();
    const show = async (task: Task) => {
      const { requestId } = (task as { notice: { requestId: string } }).notice;
      expect(busy.has(requestId), 'two at a time').toBe(false);
      busy.add(requestId);
      await wait(Math.random() * 4);
      busy.delete(requestId);
    };
    const both = [bot(show, 'one'), bot(show, 'two')];
    await vi.waitFor(async () => {
      await Promise.all(both.map((loop) => loop.idle()));
      expect(shown).toHaveLength(48);
    });
    for (let n = 0; n < 24; n += 1) {
      const numbers = shown
        .map(({ task }) => (task as { notice: { requestId: string; itemIds: string[] } }).notice)
        .filter(({ requestId }) => requestId === `r${n}`)
        .map(({ itemIds }) => Number(itemIds[0]));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
    expect(new Set(shown.map(({ by }) => by)).size).toBe(2);
  });

  it('to a workspace that says "come back later" stop altogether until then, in every process', async () => {
    for (const request of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await enqueue(about(request));
    let calls = 0;
    let full = true;
    const show = () => {
      calls += 1;
      if (full) throw new TooMany();
    };
    await bot(show).idle();
    // Those that were under way side by side, and nothing after them.
    expect(calls).toBeLessThanOrEqual(4);
    const before = calls;
    const other = bot(show, 'two');
    clock += laterMs - 1;
    await Promise.all(loops.map((loop) => loop.idle()));
    expect([calls, shown.length]).toEqual([before, 0]);
    full = false;
    clock += 2;
    await other.idle();
    await Promise.all(loops.map((loop) => loop.idle()));
    expect(requests().sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(calls).toBe(before + 7);
  });

  it('that fall under a limit of their own wait for it alone, in every process', async () => {
    for (const request of ['edit-1', 'edit-2', 'a', 'b']) await enqueue(about(request));
    let full = true;
    const show = (task: Task) => {
      if (full && JSON.stringify(task).includes('edit')) throw new TooMany();
    };
    const limitOf = async (task: Task) => (JSON.stringify(task).includes('edit') ? 'edits' : null);
    await bot(show, 'one', limitOf).idle();
    expect(requests().sort()).toEqual(['a', 'b']);
    await enqueue(about('c'));
    await enqueue(about('edit-3'));
    full = false;
    bot(show, 'two', limitOf);
    await Promise.all(loops.map((loop) => loop.idle()));
    expect(requests().sort()).toEqual(['a', 'b', 'c']);
    clock += laterMs + 1;
    await Promise.all(loops.map((loop) => loop.idle()));
    expect(requests().slice(3).sort()).toEqual(['edit-1', 'edit-2', 'edit-3']);
  });

  it('that fall under no such limit go out, also behind one that does, about the same request', async () => {
    await enqueue(about('a', 'edit'));
    await enqueue(about('a', 'joan'));
    const show = (task: Task) => {
      if (JSON.stringify(task).includes('edit')) throw new TooMany();
    };
    await bot(show, 'one', async (task) => (JSON.stringify(task).includes('edit') ? 'edits' : null)).idle();
    expect(shown.map(({ task }) => 'personId' in task && task.personId)).toEqual(['joan']);
  });

  it('after a failure: what comes later for the same person waits behind it, others get theirs', async () => {
    await enqueue(about('r', 'joan', 1));
    await enqueue(about('r', 'ana', 2));
    await enqueue(about('r', 'joan', 3));
    let broken = true;
    const loop = bot((task) => {
      if (broken && JSON.stringify(task).includes('["1"]')) throw new Error('http');
    });
    await loop.idle();
    expect(shown.map(({ task }) => task)).toEqual([about('r', 'ana', 2)]);
    broken = false;
    clock += 1_300;
    await loop.idle();
    expect(shown.map(({ task }) => task).slice(1)).toEqual([about('r', 'joan', 1), about('r', 'joan', 3)]);
  });

  it('that were not begun when their process stops are taken by another one at once', async () => {
    for (let n = 0; n < 12; n += 1) await enqueue(about(`r${n}`, 'ana', n));
    const held = Promise.withResolvers<void>();
    let begun = 0;
    const stopping = bot(() => {
      begun += 1;
      return held.promise;
    });
    stopping.wake();
    await vi.waitFor(() => expect(begun).toBe(4));
    const stopped = stopping.stop();
    // The clock stands still: no lease runs out.
    const other = bot(() => {}, 'two');
    await vi.waitFor(() => expect(shown.filter(({ by }) => by === 'two')).toHaveLength(8));
    held.resolve();
    await stopped;
    await other.idle();
    expect(shown).toHaveLength(12);
  });

  it('wait longer after each failure, up to ten minutes for about two days, and not all equally long', () => {
    expect([0, 1, 2, 3, 9, 10, 30].map((attempts) => backOff(attempts, 0) / 1_000)).toEqual([
      1, 2, 4, 8, 512, 600, 600,
    ]);
    const waits = Array.from({ length: mostAttempts }, (_, attempts) => backOff(attempts, 0.5));
    const days = waits.reduce((sum, ms) => sum + ms, 0) / (24 * 60 * 60 * 1_000);
    expect(Math.round(days * 10) / 10).toBe(2);
    expect([0, 0.5, 0.999].map((chance) => backOff(2, chance))).toEqual([4_000, 4_500, 4_999]);
  });
});
