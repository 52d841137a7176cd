import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeasedTask, Outbox } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { openOutbox } from '#storage/outbox.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
let outbox: Outbox;
beforeEach(async () => {
  on = await emptyRecord();
  outbox = openOutbox(on.db);
});
afterEach(async () => on.stop());

const card: Task = { kind: 'card', requestId: 'r', personId: 'joan' };
const told: Task = { kind: 'tell', personId: 'ana', notice: { about: 'welcome' } };
const enqueue = (task: Task, now = 1) => on.ledger.change((record) => record.enqueue(task, now));
const lease = (now: number) => outbox.lease(now, 30_000, 20);
const one = async (now: number) => {
  const [task] = await lease(now);
  if (task === undefined) throw new Error('nothing is due');
  return task;
};

describe('tasks to deliver', () => {
  it('are leased in the order they came, and not twice at a time', async () => {
    await enqueue(card);
    await enqueue(told);
    await enqueue({ kind: 'home', personId: 'ana', opened: true });
    const tasks = await lease(1);
    expect(tasks.map(({ task }) => task.kind)).toEqual(['card', 'tell', 'home']);
    expect(await lease(1)).toEqual([]);
  });

  it('come back by themselves when nobody finishes them', async () => {
    await enqueue(card);
    const first = await one(1);
    expect(await lease(30_000)).toEqual([]);
    expect((await one(30_001)).id).toBe(first.id);
  });

  it('are free again at once when their process ended and was started again', async () => {
    await enqueue(card);
    const first = await one(1);
    await outbox.freeLeases();
    expect((await one(2)).id).toBe(first.id);
  });

  it('are gone when finished', async () => {
    await enqueue(card);
    await outbox.finish(await one(1), 2);
    expect(await lease(99_999)).toEqual([]);
  });

  it('are one for each message that they keep true, and due again when asked again', async () => {
    await enqueue(card, 1);
    await enqueue(card, 2);
    const task = await one(2);
    await outbox.finish(task, 3);
    expect(await lease(3)).toEqual([]);
    await enqueue(card, 4);
    expect((await one(4)).id).toBe(task.id);
  });

  it('that are asked for again and again have their turn where they were asked for first', async () => {
    await enqueue(card, 1);
    await enqueue(told, 1);
    await enqueue(card, 2);
    const [first] = await outbox.lease(2, 30_000, 1);
    expect(first?.task).toEqual(card);
  });

  it('stay due when they were asked for again while being done', async () => {
    await enqueue(card, 1);
    const task = await one(1);
    await enqueue(card, 2);
    await outbox.finish(task, 3);
    const again = await one(3);
    expect(again).toMatchObject({ id: task.id, version: task.version + 1, attempts: 0 });
    await outbox.finish(again, 4);
    expect(await lease(99_999)).toEqual([]);
  });

  it('asked for again while being done are not put off by a failure of the old one', async () => {
    await enqueue(card, 1);
    const task = await one(1);
    await enqueue(card, 2);
    await outbox.postpone(task, 1_000_000, 'rate-limited', 3);
    expect(await one(3)).toMatchObject({ id: task.id, attempts: 0 });
  });

  it('wait until they are due when put off, and count the tries', async () => {
    await enqueue(card, 1);
    await outbox.postpone(await one(1), 5_000, 'server-error', 2);
    expect(await lease(4_999)).toEqual([]);
    expect((await one(5_000)).attempts).toBe(1);
  });

  it('that are given up are seen by the operator, and come back when asked', async () => {
    await enqueue(card, 1);
    const task = await one(1);
    await outbox.postpone(task, null, 'channel_not_found', 7);
    expect(await lease(99_999)).toEqual([]);
    expect(await outbox.dead()).toEqual([
      {
        id: task.id,
        kind: 'card',
        platform: 'slack',
        requestId: 'r',
        personId: 'joan',
        error: 'channel_not_found',
        deadAt: 7,
      },
    ]);
    expect(await outbox.retry(task.id, 8)).toBe(true);
    expect(await outbox.retry(task.id, 8)).toBe(false);
    expect(await one(8)).toMatchObject({ id: task.id, attempts: 0 });
    expect(await outbox.dead()).toEqual([]);
  });

  it('that are given up are due again when something new happens to their message', async () => {
    await enqueue(card, 1);
    await outbox.postpone(await one(1), null, 'gone', 2);
    await enqueue(card, 3);
    expect(await outbox.dead()).toEqual([]);
    expect((await one(3)).attempts).toBe(0);
  });

  it('that are told each time are never one', async () => {
    await enqueue(told);
    await enqueue(told);
    expect(await lease(1)).toHaveLength(2);
  });

  it('with a key of their own are added once, for ever', async () => {
    const once = () => on.ledger.change((record) => record.enqueueOnce('welcome:ana', told, 1));
    expect([await once(), await once()]).toEqual([true, false]);
    await outbox.finish(await one(1), 2);
    expect(await once()).toBe(false);
    expect(await lease(99_999)).toEqual([]);
  });

  it('are leased in batches, oldest first', async () => {
    for (let n = 0; n < 25; n += 1) await enqueue({ kind: 'home', personId: `p${n}`, opened: true });
    const first = await outbox.lease(1, 30_000, 20);
    const second = await outbox.lease(1, 30_000, 20);
    expect([...first, ...second].map(({ task }) => 'personId' in task && task.personId)).toEqual(
      Array.from({ length: 25 }, (_, n) => `p${n}`),
    );
  });

  it('of two delivering processes are never the same', async () => {
    for (let n = 0; n < 10; n += 1) await enqueue(told);
    const [mine, theirs] = await Promise.all([outbox.lease(1, 30_000, 6), openOutbox(on.db).lease(1, 30_000, 6)]);
    const ids = [...mine, ...theirs].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('of several who look at the same moment one takes what belongs together, and only its first', async () => {
  for (let round = 0; round < 8; round += 1) {
    const cards = ['a', 'b', 'c', 'd'].map((personId): Task => ({ ...card, requestId: `r${round}`, personId }));
    await on.ledger.change(async (record) => {
      for (const task of cards) await record.enqueue(task, 1);
    });
    const taken = await Promise.all(cards.map(() => openOutbox(on.db).lease(1, 30_000, 1)));
    expect(taken.flat().map(({ task }) => task)).toEqual(cards.slice(0, 1));
  }
});

describe('what is to be done later', () => {
  const matter: Task = { kind: 'due', matter: { about: 'request', requestId: 'r' } };
  const at = (dueAt: number, now = 1) => on.ledger.change((record) => record.enqueueAt(matter, dueAt, now));
  const by = (dueAt: number, now = 1) => on.ledger.change((record) => record.enqueueBy(matter, dueAt, now));

  it('waits for its time, and nobody waits for it', async () => {
    await at(5_000);
    expect(await lease(4_999)).toEqual([]);
    expect((await one(5_000)).task).toEqual(matter);
  });

  it('is one for each matter, and due when it was asked for last', async () => {
    await at(5_000);
    await at(9_000);
    expect(await lease(8_999)).toEqual([]);
    await at(6_000);
    await outbox.finish(await one(6_000), 6_001);
    expect(await lease(99_999)).toEqual([]);
  });

  it('keeps an earlier time where it is asked for by a later one at the latest', async () => {
    await at(5_000);
    await by(9_000);
    const task = await one(5_000);
    await outbox.finish(task, 5_001);
    // What is done has no time any more.
    await by(9_000);
    expect(await lease(8_999)).toEqual([]);
    await by(7_000);
    expect((await one(7_000)).id).toBe(task.id);
  });

  it('stays for its next time when that was set while it was being done', async () => {
    await at(5_000);
    const task = await one(5_000);
    await at(9_000, 5_001);
    await outbox.finish(task, 5_002);
    expect(await lease(8_999)).toEqual([]);
    expect((await one(9_000)).id).toBe(task.id);
  });

  it('comes back when the process that did it ended before it set the next time', async () => {
    await at(5_000);
    await one(5_000);
    expect((await one(35_000)).task).toEqual(matter);
  });

  it('is done by one platform only, and by the other when the first is not there', async () => {
    await at(5_000);
    expect(await openOutbox(on.db, 'teams', false).lease(5_000, 30_000, 20)).toEqual([]);
    expect(await openOutbox(on.db, 'teams').lease(5_000, 30_000, 20)).toHaveLength(1);
  });
});

describe('tasks of one request', () => {
  const status: Task = { kind: 'status', requestId: 'r', personId: 'ana' };
  const toJoan: Task = { kind: 'tell', personId: 'joan', notice: { about: 'held', requestId: 'r', itemIds: [] } };

  it('are taken by one process at a time, in their order; other requests are not kept waiting', async () => {
    for (const task of [card, status, toJoan, { ...card, requestId: 'other' }] as Task[]) await enqueue(task);
    const [first] = await outbox.lease(1, 30_000, 1);
    expect(first?.task).toEqual(card);
    expect((await lease(1)).map(({ task }) => task)).toEqual([{ ...card, requestId: 'other' }]);
    await outbox.finish(first as LeasedTask, 2);
    expect((await lease(2)).map(({ task }) => task)).toEqual([status, toJoan]);
  });

  it('for somebody wait behind one for her that failed; those for others do not', async () => {
    for (const task of [card, status, toJoan]) await enqueue(task);
    const [first, second, third] = (await lease(1)) as [LeasedTask, LeasedTask, LeasedTask];
    await outbox.postpone(first, 5_000, 'server-error', 2);
    await outbox.giveBack([second, third], null);
    const toAna = await one(2);
    expect(toAna.task).toEqual(status);
    expect(await lease(2)).toEqual([]);
    await outbox.finish(toAna, 3);
    expect(await lease(4_999)).toEqual([]);
    expect((await lease(5_000)).map(({ task }) => task)).toEqual([card, toJoan]);
  });

  it('that are given back are free at once, or when their workspace may be written to again', async () => {
    for (const task of [card, status]) await enqueue(task);
    const both = await lease(1);
    await outbox.giveBack(both, null);
    expect(await lease(1)).toHaveLength(2);
    await outbox.giveBack(both, 9_000);
    expect(await lease(8_999)).toEqual([]);
    expect((await lease(9_000)).map(({ attempts }) => attempts)).toEqual([0, 0]);
  });
});

describe('a workspace that asked us to come back later', () => {
  it('is left alone until then; the longest wait holds', async () => {
    await outbox.pause('slack/T1', 5_000);
    await outbox.pause('slack/T1', 3_000);
    await outbox.pause('teams/one', 2_000);
    expect([...(await outbox.pauses(1))].sort()).toEqual([
      ['slack/T1', 5_000],
      ['teams/one', 2_000],
    ]);
    expect([...(await outbox.pauses(2_000))]).toEqual([['slack/T1', 5_000]]);
    expect([...(await outbox.pauses(5_000))]).toEqual([]);
  });

  it('keeps only what is for it waiting', async () => {
    await enqueue(card);
    await on.ledger.change((record) => record.tellOperator({ key: 'a', about: 'delivery-dead' }, 1));
    expect((await outbox.lease(1, 30_000, 20, false)).map(({ task }) => task.kind)).toEqual(['operator']);
  });
});

describe('what was sent', () => {
  it('is remembered with its place and what it shows, the newest only', async () => {
    expect(await outbox.sentMessage('card:r:joan')).toBeNull();
    await outbox.saveSentMessage('card:r:joan', { place: 'D1 1.1', contentHash: 'a' }, 1);
    await outbox.saveSentMessage('card:r:joan', { place: 'D1 1.1', contentHash: 'b' }, 2);
    expect(await outbox.sentMessage('card:r:joan')).toEqual({ place: 'D1 1.1', contentHash: 'b' });
  });
});

describe('notices for the operator', () => {
  it('are told once for each key, newest first', async () => {
    const tell = (key: string, at: number) =>
      on.ledger.change((record) => record.tellOperator({ key, about: 'account-bound', personId: 'p' }, at));
    await tell('a', 1);
    await tell('b', 2);
    await tell('a', 3);
    expect((await on.ledger.read((record) => record.notices(10))).map(({ key, at }) => [key, at])).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
    expect((await lease(5)).map(({ task }) => task)).toEqual([
      { kind: 'operator', noticeKey: 'a' },
      { kind: 'operator', noticeKey: 'b' },
    ]);
  });
});

it('the clicks of a day are remembered, and forgotten with the next look after it', async () => {
  const hours = (count: number) => count * 60 * 60 * 1000;
  const clicks = async () => (await on.db.selectFrom('done_click').select('id').execute()).map(({ id }) => id);
  const look = (at: number) => outbox.nextSweep(at, hours(1), 3);
  await on.ledger.change((record) => record.keepClick('pressed', hours(100)));
  await look(hours(100));
  await look(hours(123));
  expect(await clicks()).toEqual(['pressed']);
  await look(hours(125));
  expect(await clicks()).toEqual([]);
});
