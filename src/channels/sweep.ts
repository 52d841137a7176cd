import type { Outbox } from '#application/outbox.ts';
import type { Delivery } from './deliver.ts';

/** How long a card can show something else than the record, whatever was lost on the way, for what changed lately. */
const sweepEveryMs = 5 * 60 * 1000;
/** So many of those delivered lately are drawn at a time, and so many of open requests. */
const most = 100;

/**
 * Looks whether messages show what the record says now, and makes those due that don't. @returns when to look again
 */
export async function sweep(outbox: Outbox, delivery: Delivery, now: () => number): Promise<number> {
  if (delivery.isShown === undefined) return Number.POSITIVE_INFINITY;
  const { tasks, nextAt } = await outbox.nextSweep(now(), sweepEveryMs, most);
  for (const { id, key, task } of tasks) {
    const drawn = await delivery.draw(task);
    if (drawn.kind === 'nothing' || (await delivery.isShown(drawn, key))) continue;
    await outbox.makeDue(id, now());
    // A click is answered between two of them.
    await new Promise<void>((done) => setImmediate(done));
  }
  return nextAt;
}
