import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openWay, type Way } from '#channels/give-way.ts';

let way: Way;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  way = openWay();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A click that is answered when the test says so. */
function click() {
  const answered = Promise.withResolvers<void>();
  const done = way.asClick(() => answered.promise);
  return {
    answer() {
      answered.resolve();
      return done;
    },
  };
}

/** Whether a delivery went. */
function delivery(behindMs = 0) {
  const seen = { went: false };
  void way.giveWay(behindMs).then(() => {
    seen.went = true;
  });
  return seen;
}

it('a delivery goes at once while nobody clicks', async () => {
  const one = delivery();
  await vi.advanceTimersByTimeAsync(0);
  expect(one.went).toBe(true);
});

it('a delivery waits for the answer to a click, and no longer', async () => {
  const pressed = click();
  const one = delivery();
  await vi.advanceTimersByTimeAsync(500);
  expect(one.went).toBe(false);
  await pressed.answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(one.went).toBe(true);
});

it('while many click, a delivery waits until nobody clicked for a moment', async () => {
  for (let n = 0; n < 5; n += 1) await click().answer();
  const one = delivery();
  await vi.advanceTimersByTimeAsync(5);
  await click().answer();
  await vi.advanceTimersByTimeAsync(8);
  expect(one.went).toBe(false);
  await vi.advanceTimersByTimeAsync(5);
  expect(one.went).toBe(true);
});

it('a delivery waits two seconds at the longest, and not at all when deliveries are behind as long already', async () => {
  const pressed = click();
  const one = delivery();
  await vi.advanceTimersByTimeAsync(1_990);
  expect(one.went).toBe(false);
  await vi.advanceTimersByTimeAsync(20);
  expect(one.went).toBe(true);
  const late = delivery(2_000);
  await vi.advanceTimersByTimeAsync(0);
  expect(late.went).toBe(true);
  await pressed.answer();
});

it('a click that fails is over, too', async () => {
  await way.asClick(() => Promise.reject(new Error('no'))).catch(() => undefined);
  const one = delivery();
  await vi.advanceTimersByTimeAsync(0);
  expect(one.went).toBe(true);
});
