import { expect, inject, it } from 'vitest';
import { freshDatabase } from '#test/postgres/databases.ts';
import { race } from './race.ts';

/** `node scripts/race-postgres.ts` does it with 2,000 items. */
const items = 200;

it('8 servers that decide the same items at once: one winner each, one chain, no message lost', async () => {
  const { url, drop } = await freshDatabase(inject('postgres'));
  const { wins, ...outcome } = await race(url, 8, items);
  await drop();
  expect(wins.reduce((sum, won) => sum + won, 0)).toBe(items);
  // Who wins how many is luck: the database may let the same server in again and again.
  expect(outcome).toMatchObject({ decided: items, events: items, chainBrokenAt: null, told: items });
}, 180_000);
