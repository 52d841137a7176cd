import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTurns, type ReadinessParts, reachable, readiness } from '#src/readiness.ts';
import { openSqlite } from '#storage/database.ts';
import { enqueue } from '#storage/enqueue.ts';
import { migrate } from '#storage/migrate.ts';
import { openOutbox } from '#storage/outbox.ts';

const minuteMs = 60_000;
const now = 1_000 * minuteMs;
const database = openSqlite(':memory:');
const outbox = openOutbox(database.db);
beforeAll(() => migrate(database.db));
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['outbox', 'sending_pause'] as const) await database.db.deleteFrom(table).execute();
});

const good = { name: 'teams', problem: async () => null };
const bad = { name: 'slack', problem: async () => 'Slack can’t be reached' };
const ready = (changes: Partial<ReadinessParts> = {}) =>
  readiness({
    database,
    outbox,
    platforms: () => [good],
    ways: ['slack'],
    isStopping: () => false,
    lastDeliveryAt: () => Date.now() - 6 * minuteMs,
    now: () => now,
    ...changes,
  })();

describe('readiness names each part', () => {
  it('all is well', async () => {
    const { problem, parts } = await ready();
    expect(problem).toBeNull();
    expect(parts.map(({ name, says }) => [name, says])).toEqual([
      ['record', null],
      ['migrations', null],
      ['deliveries', null],
      ['teams', null],
    ]);
  });

  it('one platform of two is out of reach: it is named, and the people of the other go on', async () => {
    const { problem, parts } = await ready({ platforms: () => [bad, good] });
    expect(problem).toBeNull();
    expect(parts).toContainEqual({ name: 'slack', says: 'Slack can’t be reached' });
  });

  it('no platform can be reached: nobody can be served', async () => {
    expect((await ready({ platforms: () => [bad] })).problem).toBe('Slack can’t be reached');
  });

  it('a record in another shape', async () => {
    await database.db
      .deleteFrom('kysely_migration' as 'meta')
      .where('name' as 'key', '=', '0033-watch')
      .execute();
    const { problem } = await ready();
    await database.db
      .insertInto('kysely_migration' as 'meta')
      .values({ name: '0033-watch', timestamp: '' } as never)
      .execute();
    expect(problem).toBe('the record has not the shape that this version needs');
  });

  it('a record that is gone', async () => {
    const gone = openSqlite(':memory:');
    expect((await ready({ database: gone })).problem).toBe('the record can’t be read or written');
    await gone.close();
  });
});

describe('deliveries are stuck', () => {
  const home = { kind: 'home', personId: 'ana', opened: true } as const;
  const stuck = 'messages are due and nobody sends them';

  it('when something is due for long and nobody delivers anything', async () => {
    await enqueue(database.db, home, now - 6 * minuteMs);
    expect((await ready()).problem).toBe(stuck);
  });

  it.each<[string, Partial<ReadinessParts>]>([
    ['while others are delivered, as after a night', { lastDeliveryAt: () => Date.now() }],
    ['for a while only', { now: () => now - 3 * minuteMs }],
    ['and it is for a platform that another server serves', { ways: ['teams'] }],
  ])('not %s', async (_name, changes) => {
    await enqueue(database.db, home, now - 6 * minuteMs);
    expect((await ready(changes)).problem).toBeNull();
  });

  it('not when the workspace asked us to come back later', async () => {
    await enqueue(database.db, home, now - 6 * minuteMs);
    await outbox.pause('slack/T1', now + minuteMs);
    expect((await ready()).problem).toBeNull();
  });

  it('not when it waits behind a task that is tried again later', async () => {
    await enqueue(database.db, home, now - 60 * minuteMs);
    const [first] = await outbox.lease(now - 60 * minuteMs, 1, 1);
    if (first !== undefined) await outbox.postpone(first, now + minuteMs, 'http', now);
    await enqueue(
      database.db,
      { kind: 'tell', personId: 'ana', notice: { about: 'welcome', on: 'slack' } },
      now - 6 * minuteMs,
    );
    expect((await ready()).problem).toBeNull();
  });
});

it('a platform is asked again after a failure, and not each time while it answers', async () => {
  const answers = [false, true];
  let asked = 0;
  const chat = { problem: () => null, reach: async () => answers[asked++] ?? true };
  const slack = reachable('slack', 'Slack', chat, false);
  expect(await slack.problem()).toBe('Slack can’t be reached');
  expect(await slack.problem()).toBe('Slack can’t be reached');
  expect(asked).toBe(1);
  const other = reachable('slack', 'Slack', { problem: () => 'Slack is not connected', reach: async () => true }, true);
  expect(await other.problem()).toBe('Slack is not connected');
});

it('of many workspaces a few are asked each time, others the next time, and a short list is asked whole', () => {
  const someOf = inTurns(20);
  const all = Array.from({ length: 50 }, (_, n) => n);
  const asked = Array.from({ length: 5 }, () => someOf(all));
  expect(asked.map(({ length }) => length)).toEqual([20, 20, 20, 20, 20]);
  expect(asked[2]).toEqual([...all.slice(40), ...all.slice(0, 10)]);
  // Twice each.
  expect(asked.flat().sort((a, b) => a - b)).toEqual(all.flatMap((n) => [n, n]));
  expect(someOf(all.slice(0, 20))).toEqual(all.slice(0, 20));
});
