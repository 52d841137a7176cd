import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LeasedTask, Outbox } from '#application/outbox.ts';
import { type DeliveryLoop, startDelivery } from '#channels/deliver.ts';
import { asClick, giveWay } from '#channels/give-way.ts';
import { stage } from '#test/slack/harness.ts';

/** Clicks go before deliveries in the running bot: give-way.test.ts says how, here stands that both ask. */

/** Who goes first is of the whole process: no click may be left when a test ends. */
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) await end();
});

/** A click whose answer takes until the test says so. */
function click() {
  const answered = Promise.withResolvers<void>();
  const done = asClick(() => answered.promise);
  const answer = () => {
    answered.resolve();
    return done;
  };
  ends.push(answer);
  return { answer };
}

/** Deliveries that find one task each time they look, as long as there are any. */
function deliveries(count: number): { loop: DeliveryLoop; sent: string[] } {
  const due = Array.from(
    { length: count },
    (_, n): LeasedTask => ({
      id: `t${n}`,
      key: null,
      task: { kind: 'tell', personId: 'ana', notice: { about: 'welcome' } },
      lane: 'slack/ana',
      version: 1,
      attempts: 0,
      from: null,
    }),
  );
  const sent: string[] = [];
  const outbox = {
    pauses: async () => new Map(),
    lease: async () => due.splice(0, 1),
    giveBack: async (tasks: readonly LeasedTask[]) => void due.unshift(...tasks),
    settled: async () => {},
    finish: async () => {},
    nextSweep: async () => ({ tasks: [], nextAt: Number.POSITIVE_INFINITY }),
  } as Partial<Outbox> as Outbox;
  const loop = startDelivery(
    outbox,
    {
      draw: async () => ({ kind: 'operator', text: '' }),
      show: async (_drawn, { id }) => void sent.push(id),
      scopeOf: () => null,
      soleScope: null,
      judge: () => ({ again: false, error: 'none' }),
      onDead: async () => {},
      onFault: () => {},
    },
    () => 0,
  );
  ends.push(() => loop.stop());
  return { loop, sent };
}

describe('while a click is answered', () => {
  it('no message is sent; then it is', async () => {
    const pressed = click();
    const { loop, sent } = deliveries(1);
    loop.wake();
    for (let n = 0; n < 20; n += 1) await turn();
    expect(sent).toEqual([]);
    await pressed.answer();
    await loop.idle();
    expect(sent).toEqual(['t0']);
  });

  it('messages are behind by two seconds together, not each of them', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    click();
    const { loop, sent } = deliveries(3);
    loop.wake();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    for (let n = 0; n < 20; n += 1) await turn();
    expect(sent).toEqual(['t0', 't1', 't2']);
  });

  it.each([
    ['over HTTP', false],
    ['over Socket Mode', true],
  ])('that came %s, deliveries give way', async (_how, socket) => {
    const on = await stage({ socket });
    ends.push(on.stop);
    await on.as('U0ANA').command('');
    const asked = Promise.withResolvers<void>();
    const known = Promise.withResolvers<void>();
    vi.spyOn(on.bot.deps.drafts, 'latestOf').mockImplementation(async () => {
      asked.resolve();
      await known.promise;
      return null;
    });
    const answered = on.as('U0ANA').command('');
    await asked.promise;
    let gone = false;
    const delivery = giveWay(0).then(() => {
      gone = true;
    });
    for (let n = 0; n < 20; n += 1) await turn();
    expect(gone).toBe(false);
    known.resolve();
    await Promise.all([answered, delivery]);
  });
});
