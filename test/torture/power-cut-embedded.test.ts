import { expect, it } from 'vitest';
import { picker } from './chance.ts';
import { killAgain } from './kill.ts';
import { unharmed } from './unharmed.ts';
import { embedded } from './world.ts';

it('loses nothing that was acknowledged, and told nobody too early, when the power is cut and only what was synced is left', async () => {
  const choose = picker(11);
  const toll = await killAgain({
    give: embedded,
    kills: ['random', 'after-send', 'after-commit'],
    chance: () => choose(1_000) / 1_000,
    powerCut: true,
  });
  // A draft is no promise: a form may stand a step earlier.
  const { setBack: _, ...whole } = unharmed;
  expect(toll).toMatchObject({ ...whole, kills: 3, missed: 0 });
  expect(toll.acknowledged).toBeGreaterThan(3);
}, 400_000);
