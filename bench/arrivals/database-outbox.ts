import { openSqlite } from '#storage/database.ts';
import { enqueue } from '#storage/enqueue.ts';
import { migrate } from '#storage/migrate.ts';
import { openOutbox } from '#storage/outbox.ts';
import type { Clock } from './clock.ts';
import type { SimulatedOutbox } from './outbox.ts';

/** The product's own outbox, on a database in memory: what the one of the simulation is held against. */
export async function databaseOutbox(): Promise<(clock: Clock) => SimulatedOutbox> {
  const { db } = openSqlite(':memory:');
  await migrate(db);
  const outbox = openOutbox(db);
  return (clock) => {
    const touching = Object.fromEntries(
      Object.entries(outbox).map(([name, does]) => [
        name,
        (...given: unknown[]) => clock.during((does as (...given: unknown[]) => Promise<unknown>)(...given)),
      ]),
    ) as unknown as typeof outbox;
    return {
      ...touching,
      // What stands in chats is not looked at here.
      nextSweep: async () => ({ tasks: [], nextAt: Number.POSITIVE_INFINITY }),
      async add(task, dueAt) {
        const added = db.transaction().execute((tx) => enqueue(tx, task, clock.now(), { dueAt }));
        await clock.during(added);
      },
    };
  };
}
