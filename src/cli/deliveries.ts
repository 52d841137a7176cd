import { openOutbox } from '#storage/outbox.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Prints messages that were given up, and makes them due again with --retry. */
export async function deliveries(
  { database, deps }: Record,
  { retry }: { retry?: boolean },
  print: Print,
): Promise<number> {
  const outbox = openOutbox(database.db);
  const dead = await outbox.dead();
  for (const { id, kind, error, deadAt } of dead) {
    if (retry) await outbox.retry(id, deps.now());
    print(
      `${id} ${kind}: ${error ?? 'unknown'}, given up ${new Date(deadAt).toISOString()}${retry ? ', due again' : ''}`,
    );
  }
  if (dead.length === 0) print('Everything was delivered or is on its way.');
  return 0;
}
