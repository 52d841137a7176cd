import { expect, it } from 'vitest';
import { torture } from './kill.ts';

it('loses nothing that was acknowledged when the server is killed three times amid clicks', async () => {
  // A fixed sequence, so that a failure comes back with the same number of answers before each kill.
  let state = 7;
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const toll = await torture(3, chance);
  expect(toll).toMatchObject({
    kills: 3,
    lost: 0,
    decidedTwice: 0,
    requestedTwice: 0,
    undelivered: 0,
    chainBrokenAt: null,
  });
  expect(toll.acknowledged).toBeGreaterThan(5);
  // A message that was posted, and killed before it was noted, is posted again: at most a few for each kill.
  expect(toll.duplicates).toBeLessThanOrEqual(toll.kills);
}, 120_000);
