import { expect, it } from 'vitest';
import { emptyPostgres } from '#test/storage/record.ts';
import { instances } from '#test/torture/instances.ts';

it('three servers behind a balancer, one killed and one stopped amid traffic: nothing is lost, decided twice or forgotten', async () => {
  const database = await emptyPostgres();
  try {
    const toll = await instances({
      databaseUrl: database.variables.DATABASE_URL ?? '',
      items: 500,
      seconds: 3,
      paceMs: 50,
      ends: 1,
      hours: 3,
      town: { homes: 2, slackAskers: 6, teamsAskers: 6 },
    });
    expect(toll).toMatchObject({
      killed: 1,
      stopped: 1,
      lost: 0,
      decidedTwice: 0,
      requestedTwice: 0,
      unauthorised: 0,
      complaints: [],
      unhandled: [],
    });
    expect(toll.items).toBeGreaterThan(2);
    expect(toll.decided).toBeGreaterThan(0);
    expect(toll.redelivered).toBeGreaterThan(5);
  } finally {
    await database.remove();
  }
}, 120_000);
