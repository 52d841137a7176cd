import { expect, inject, it } from 'vitest';
import { picker } from './chance.ts';
import { killAgain } from './kill.ts';
import { onServer } from './on-postgres.ts';
import { unharmed } from './unharmed.ts';

it('loses nothing that was acknowledged when a server on PostgreSQL is killed before a commit and after a message', async () => {
  const choose = picker(3);
  const toll = await killAgain({
    give: onServer(inject('postgres')),
    kills: ['before-commit', 'after-send'],
    chance: () => choose(1_000) / 1_000,
    hurry: true,
  });
  expect(toll).toMatchObject({ ...unharmed, kills: 2, missed: 0 });
  expect(toll.acknowledged).toBeGreaterThan(3);
  expect(toll.duplicates).toBeGreaterThan(0);
  expect(toll.mostDuplicatesOfOneKill).toBeLessThanOrEqual(4);
}, 400_000);
