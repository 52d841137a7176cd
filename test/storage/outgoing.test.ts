import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Writing } from '#application/ledger.ts';
import type { Outbox } from '#application/outbox.ts';
import type { Task } from '#application/task.ts';
import { openOutbox } from '#storage/outbox.ts';
import { pendingRequest, personNamed } from './officials.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
let outbox: Outbox;
beforeEach(async () => {
  on = await emptyRecord();
  outbox = openOutbox(on.db);
});
afterEach(async () => on.stop());

const card: Task = { kind: 'card', requestId: 'r', personId: 'joan' };
const dueLook: Task = { kind: 'due', matter: { about: 'request', requestId: 'r' } };
const mail: Task = { kind: 'mail', mail: { about: 'request', requestId: 'r', grantId: 'g', round: 1 } };
const told: Task = { kind: 'tell', personId: 'ana', notice: { about: 'welcome' } };

describe('what one change asks for', () => {
  const change = (...tasks: Task[]) =>
    on.ledger.change(async (record) => {
      for (const task of tasks) await record.enqueue(task, 1);
    });
  const due = async (now: number) => (await outbox.lease(now, 30_000, 100)).map(({ task }) => task);

  it('is due in the order in which it was asked for, however much it is', async () => {
    const cards = Array.from({ length: 40 }, (_, n): Task => ({ ...card, personId: `official-${n}` }));
    await change(told, ...cards);
    expect(await due(1)).toEqual([told, ...cards]);
  });

  it('twice is done once, where it was asked for last', async () => {
    await change(card, told, card);
    expect(await due(1)).toEqual([told, card]);
  });

  it('at two times is done at the earlier one, where the later is the latest; otherwise at the last', async () => {
    const matter = { kind: 'due', matter: { about: 'request', requestId: 'r' } } as const;
    const other = { kind: 'due', matter: { about: 'request', requestId: 's' } } as const;
    await on.ledger.change(async (record) => {
      await record.enqueueAt(matter, 5_000, 1);
      await record.enqueueBy(matter, 9_000, 1);
      await record.enqueueAt(other, 5_000, 1);
      await record.enqueueAt(other, 9_000, 1);
    });
    expect(await due(8_999)).toEqual([matter]);
    expect(await due(9_000)).toEqual([other]);
  });

  it('is seen by what the same change looks at', async () => {
    const seen = await on.ledger.change(async (record) => {
      await record.enqueue(card, 1);
      return record.cardHolders('r');
    });
    expect(seen).toEqual(['joan']);
  });

  it.each<[string, Task, (record: Writing) => Promise<unknown[]>, number, number]>([
    ['what waits for somebody', card, (record) => record.waitsFor('joan', 10), 0, 1],
    ['which cards she has', card, (record) => record.openCardsOf('joan', 10), 0, 1],
    ['what nothing looks at again', dueLook, (record) => record.forgottenRequests(10), 1, 0],
    ['what went by e-mail', mail, (record) => record.mailsAbout('r'), 0, 1],
  ])('is seen by the same change when it asks %s', async (_what, task, look, before, after) => {
    await pendingRequest(on, 'r');
    const seen = await on.ledger.change(async (record) => {
      const first = (await look(record)).length;
      await record.enqueue(task, 1);
      return [first, (await look(record)).length];
    });
    expect(seen).toEqual([before, after]);
  });

  it('goes to the one person whom two accounts turn out to be in the same change', async () => {
    const [joan, ana] = [await personNamed(on, 'joan'), await personNamed(on, 'ana')];
    await on.ledger.change(async (record) => {
      await record.enqueue({ ...card, personId: ana.personId }, 1);
      await record.joinPeople(joan.personId, ana.personId);
    });
    expect(await due(1)).toEqual([{ ...card, personId: joan.personId }]);
  });

  it('is not hurried by what was there before, where it was put off and then asked for again', async () => {
    await on.ledger.change((record) => record.enqueueAt(dueLook, 3_000, 1));
    await on.ledger.change(async (record) => {
      await record.enqueueAt(dueLook, 5_000, 1);
      await record.enqueueBy(dueLook, 9_000, 1);
    });
    expect([await due(4_999), await due(5_000)]).toEqual([[], [dueLook]]);
  });

  it('comes before what is added once after it', async () => {
    const ready = { kind: 'tell', personId: 'ana', notice: { about: 'welcome' } } as const;
    await on.ledger.change(async (record) => {
      await record.enqueue(card, 1);
      await record.enqueueOnce('once', ready, 1);
    });
    expect(await due(1)).toEqual([card, ready]);
  });

  it('is not there when the change fails', async () => {
    const failed = on.ledger.change(async (record) => {
      await record.enqueue(card, 1);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await due(1)).toEqual([]);
  });
});
