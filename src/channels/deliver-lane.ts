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

/**
 * What came of a try. `outcome`: when the place may be written to again, as a number, where it asked us to come back later;
 * 'apart' where that holds for a limit that others of the lane don't fall under.
 */
interface Tried {
  outcome: 'done' | 'failed' | 'apart' | number;
  seen: 'delivered' | 'nothing-to-do' | 'put-off' | 'failed' | 'paused' | 'given-up';
}

async function deliverOne(
  { outbox, delivery, now, seen }: LaneParts,
  task: LeasedTask,
  pauses: Map<string, number>,
): Promise<Tried> {
  let scope: string | null = null;
  /** Known where it is needed: while anything is paused, and when this is. */
  let limit: () => Promise<string | null> = async () => null;
  try {
    const drawn = await delivery.draw(task.task);
    scope = delivery.scopeOf(drawn);
    limit = async () => {
      const name = (await delivery.limitOf?.(drawn, task)) ?? null;
      return name === null ? null : `${scope}/${name}`;
    };
    const pausedUntil = pauses.get(scope ?? '') ?? 0;
    if (pausedUntil > now()) {
      await outbox.giveBack([task], pausedUntil);
      return { outcome: pausedUntil, seen: 'put-off' };
    }
    const apart = isAnyReached(pauses, scope) ? await limit() : null;
    const reachedUntil = pauses.get(apart ?? '') ?? 0;
    if (reachedUntil > now()) {
      await outbox.giveBack([task], reachedUntil);
      return { outcome: 'apart', seen: 'put-off' };
    }
    // Nobody is told of a change that a power cut may take back.
    if (drawn.kind !== 'nothing') await outbox.settled();
    if (drawn.kind !== 'nothing') await delivery.show(drawn, task);
    await outbox.finish(task, now());
    return { outcome: 'done', seen: drawn.kind === 'nothing' ? 'nothing-to-do' : 'delivered' };
  } catch (fault) {
    delivery.onFault(fault, task);
    const verdict = delivery.judge(fault);
    // When the database itself is gone nothing can be noted; the lease ends and the task is taken again.
    const pausing = scope !== null && verdict.again && verdict.pauses === true;
    // Where it is not known which limit was reached, all of the place is left alone.
    const paused = pausing ? ((await limit().catch(() => null)) ?? scope) : null;
    const until = await note({ outbox, delivery, now }, task, verdict, paused).catch((second: unknown) =>
      delivery.onFault(second, task),
    );
    if (paused === null || typeof until !== 'number')
      return { outcome: 'failed', seen: until === 'given-up' ? 'given-up' : 'failed' };
    pauses.set(paused, until);
    seen.watch.count({ kind: 'pause', on: seen.on });
    return { outcome: paused === scope ? until : 'apart', seen: 'paused' };
  }
}

/** Whether a limit of this place that is counted apart is reached. */
const isAnyReached = (pauses: ReadonlyMap<string, number>, scope: string | null): boolean =>
  [...pauses.keys()].some((paused) => paused.startsWith(`${scope}/`));

/** Puts a failed task off, or gives it up. @param paused what is left alone until then @returns until when, where it is */
async function note(
  { outbox, delivery, now }: Omit<LaneParts, 'stopped' | 'seen'>,
  task: LeasedTask,
  verdict: Verdict,
  paused: string | null,
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
  if (paused === null) return null;
  await outbox.pause(paused, dueAt);
  return dueAt;
}
