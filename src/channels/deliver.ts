import type { LeasedTask, Outbox } from '#application/outbox.ts';
import type { Drawn } from './draw-task.ts';

/** How a platform takes what was drawn. */
export interface Delivery {
  draw(task: LeasedTask['task']): Promise<Drawn>;
  show(drawn: Exclude<Drawn, { kind: 'nothing' }>, task: LeasedTask): Promise<void>;
  /** How a fault is to be taken: again after a while (null: the usual back-off), or never. */
  judge(fault: unknown): { again: true; afterMs: number | null; error: string } | { again: false; error: string };
  onDead(task: LeasedTask, error: string): Promise<void>;
  /** `task` is null when not even the tasks could be read. */
  onFault(fault: unknown, task: LeasedTask | null): void;
}

const leaseMs = 30_000;
/** The longest that one task takes, with a margin. */
const leaseMarginMs = 10_000;
const batch = 20;
/** About two days of tries. */
const mostAttempts = 60;
const longestWaitMs = 60 * 60 * 1000;

/** A process that delivers what is due, until it is stopped. */
export interface DeliveryLoop {
  /** Something may be due now. */
  wake(): void;
  /** Resolves when nothing that is due now is left, or being delivered. */
  idle(): Promise<void>;
  /** Takes no new task and waits for those under way. */
  stop(): Promise<void>;
}

/**
 * Starts delivering. Tasks are done one after the other, so messages about one request keep their order; a failing one
 * waits with growing pauses while the others go on.
 * @param pollMs how often to look for tasks that another process added
 */
export function startDelivery(outbox: Outbox, delivery: Delivery, now: () => number, pollMs = 1_000): DeliveryLoop {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  const timer = setInterval(() => wake(), pollMs);
  timer.unref();

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= drain().finally(() => {
      running = null;
      if (again) wake();
    });
  }

  async function drain(): Promise<void> {
    while (again && !stopped) {
      again = false;
      const tasks = await outbox.lease(now(), leaseMs, batch).catch((fault: unknown) => {
        delivery.onFault(fault, null);
        return [];
      });
      const leasedUntil = now() + leaseMs - leaseMarginMs;
      for (const task of tasks) {
        // What is not begun well within its lease is left: it comes back by itself, and nobody else does it meanwhile.
        if (stopped || now() > leasedUntil) break;
        await deliverOne(outbox, delivery, task, now);
        // Queries of the embedded database leave no gap in which a click is answered; between two tasks there is one.
        await new Promise<void>((done) => setImmediate(done));
      }
      if (tasks.length > 0) again = true;
    }
  }

  return {
    wake,
    async idle() {
      wake();
      while (running !== null) await running;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      if (running !== null) await running;
    },
  };
}

async function deliverOne(outbox: Outbox, delivery: Delivery, task: LeasedTask, now: () => number): Promise<void> {
  try {
    const drawn = await delivery.draw(task.task);
    if (drawn.kind !== 'nothing') await delivery.show(drawn, task);
    await outbox.finish(task, now());
  } catch (fault) {
    delivery.onFault(fault, task);
    const verdict = delivery.judge(fault);
    const dueAt =
      verdict.again && task.attempts < mostAttempts
        ? now() + (verdict.again ? (verdict.afterMs ?? backOff(task.attempts)) : 0)
        : null;
    // "Come back later" is no failure: where a long queue waits its turn, a task hears it many times.
    const counted = verdict.again && verdict.afterMs !== null ? { ...task, attempts: task.attempts - 1 } : task;
    // When the database itself is gone nothing can be noted; the lease ends and the task is taken again.
    await outbox
      .postpone(counted, dueAt, verdict.error, now())
      .then(() => (dueAt === null ? delivery.onDead(task, verdict.error) : undefined))
      .catch((second: unknown) => delivery.onFault(second, task));
  }
}

/** 1 s, 2 s, 4 s ... up to an hour, each with up to a quarter more. */
function backOff(attempts: number): number {
  const wait = Math.min(1_000 * 2 ** attempts, longestWaitMs);
  return wait + Math.floor((wait / 4) * Math.random());
}
