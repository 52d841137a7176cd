import type { LeasedTask, Outbox } from '#application/outbox.ts';
import { backOff, mostAttempts } from './back-off.ts';
import type { Delivery, DeliveryOptions, Lane, Verdict } from './deliver.ts';
import { giveWay } from './give-way.ts';

export interface LaneParts {
  outbox: Outbox;
  delivery: Delivery;
  now(): number;
  seen: NonNullable<DeliveryOptions['seen']>;
  stopped(): boolean;
}

/** Does the tasks of a lane in their order. What can't be begun now is given back. */
export async function deliverLane(parts: LaneParts, { tasks, until, pauses, behindSince }: Lane): Promise<void> {
  const { outbox, delivery, now, stopped } = parts;
  const giveBack = (left: LeasedTask[], dueAt: number | null) =>
    // When the database is gone the leases end by themselves.
    outbox.giveBack(left, dueAt).catch((fault: unknown) => delivery.onFault(fault, null));
  const failedFor = new Set<string>();
  for (const [at, task] of tasks.entries()) {
    if (!stopped()) await giveWay(performance.now() - behindSince);
    if (stopped() || now() > until) return giveBack(tasks.slice(at), null);
    const person = 'personId' in task.task ? task.task.personId : null;
    if (person !== null && failedFor.has(person)) {
      // She did not get the one before, and gets this one after it.
      await giveBack([task], null);
      continue;
    }
    const { watch, on } = parts.seen;
    const step = { layer: 'delivery', kind: task.task.kind, on, from: task.from } as const;
    const { outcome } = await watch.step(
      step,
      () => deliverOne(parts, task, pauses),
      (done) => done.seen,
    );
    // Where all goes to one place the rest waits with it. Where there are several, only what goes to this one does.
    if (typeof outcome === 'number' && delivery.soleScope !== null) return giveBack(tasks.slice(at + 1), outcome);
    if (outcome === 'failed' && person !== null) failedFor.add(person);
    // Queries of the embedded database leave no gap in which a click is answered; between two tasks there is one.
    await new Promise<void>((done) => setImmediate(done));
  }
}

/** What came of a try. `outcome`: when the place may be written to again, as a number, where it asked us to come back later. */
interface Tried {
  outcome: 'done' | 'failed' | number;
  seen: 'delivered' | 'nothing-to-do' | 'put-off' | 'failed' | 'paused' | 'given-up';
}

async function deliverOne(
  { outbox, delivery, now, seen }: LaneParts,
  task: LeasedTask,
  pauses: Map<string, number>,
): Promise<Tried> {
  let scope: string | null = null;
  try {
    const drawn = await delivery.draw(task.task);
    scope = delivery.scopeOf(drawn);
    const pausedUntil = pauses.get(scope ?? '') ?? 0;
    if (pausedUntil > now()) {
      await outbox.giveBack([task], pausedUntil);
      return { outcome: pausedUntil, seen: 'put-off' };
    }
    if (drawn.kind !== 'nothing') await delivery.show(drawn, task);
    await outbox.finish(task, now());
    return { outcome: 'done', seen: drawn.kind === 'nothing' ? 'nothing-to-do' : 'delivered' };
  } catch (fault) {
    delivery.onFault(fault, task);
    const verdict = delivery.judge(fault);
    // When the database itself is gone nothing can be noted; the lease ends and the task is taken again.
    const until = await note({ outbox, delivery, now }, task, verdict, scope).catch((second: unknown) =>
      delivery.onFault(second, task),
    );
    if (scope === null || typeof until !== 'number')
      return { outcome: 'failed', seen: until === 'given-up' ? 'given-up' : 'failed' };
    pauses.set(scope, until);
    seen.watch.count({ kind: 'pause', on: seen.on });
    return { outcome: until, seen: 'paused' };
  }
}

/** Puts a failed task off, or gives it up. @returns until when its place is left alone, where it is */
async function note(
  { outbox, delivery, now }: Omit<LaneParts, 'stopped' | 'seen'>,
  task: LeasedTask,
  verdict: Verdict,
  scope: string | null,
): Promise<number | 'given-up' | null> {
  if (!verdict.again || task.attempts >= mostAttempts) {
    await outbox.postpone(task, null, verdict.error, now());
    await delivery.onDead(task, verdict.error);
    return 'given-up';
  }
  const dueAt = now() + (verdict.afterMs ?? backOff(task.attempts, Math.random()));
  // "Come back later" is no failure: where a long queue waits its turn, a task hears it many times.
  const counted = verdict.afterMs === null ? task : { ...task, attempts: task.attempts - 1 };
  await outbox.postpone(counted, dueAt, verdict.error, now());
  if (scope === null || verdict.pauses !== true) return null;
  await outbox.pause(scope, dueAt);
  return dueAt;
}
