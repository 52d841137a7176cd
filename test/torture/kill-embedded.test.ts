import { expect, it } from 'vitest';
import { picker } from './chance.ts';
import { killAgain } from './kill.ts';
import { unharmed } from './unharmed.ts';
import { embedded } from './world.ts';

it('loses nothing that was acknowledged when a server is killed at each point, with clicks under way', async () => {
  const choose = picker(7);
  const toll = await killAgain({
    give: embedded,
    kills: ['before-commit', 'after-send', 'during-upgrade', 'random'],
    chance: () => choose(1_000) / 1_000,
  });
  expect(toll).toMatchObject({ ...unharmed, kills: 4, missed: 0 });
  expect(toll.acknowledged).toBeGreaterThan(10);
  // Four messages are under way at once; one of them was posted for certain.
  expect(toll.duplicates).toBeGreaterThan(0);
  expect(toll.mostDuplicatesOfOneKill).toBeLessThanOrEqual(4);
}, 400_000);
