import type { LeasedTask, Outbox } from '#application/outbox.ts';
import type { Way } from '#application/task.ts';
import { noWatch, type Watch } from '#application/watch.ts';
import { deliverLane } from './deliver-lane.ts';
import type { Drawn } from './draw-task.ts';
import { sweep } from './sweep.ts';

/** How a platform takes what was drawn. */
export interface Delivery {
  draw(task: LeasedTask['task']): Promise<Drawn>;
  show(drawn: Exclude<Drawn, { kind: 'nothing' }>, task: LeasedTask): Promise<void>;
  /** The workspace or tenant that takes this, as long as nothing asked us to come back later; null: nobody's. */
  scopeOf(drawn: Drawn): string | null;
  /**
   * The limit of that workspace or tenant which this falls under, where the platform counts some apart from what is posted;
   * null: none but its own. While one of them is reached, what falls under it waits, and nothing else does.
   */
  limitOf?(drawn: Drawn, task: LeasedTask): Promise<string | null>;
  /** The one workspace or tenant that all of this goes to; null where there are several. */
  soleScope: string | null;
  /** Whether the message under this key shows just this. Absent where nothing that was sent can be changed. */
  isShown?(drawn: Exclude<Drawn, { kind: 'nothing' }>, key: string): Promise<boolean>;
  judge(fault: unknown): Verdict;
  onDead(task: LeasedTask, error: string): Promise<void>;
  /** `task` is null when not even the tasks could be read. */
  onFault(fault: unknown, task: LeasedTask | null): void;
}

/** How a fault is to be taken: again after a while (null: the usual back-off), or never. */
export type Verdict =
  | {
      again: true;
      afterMs: number | null;
      error: string;
      /** Nothing else may be sent to the same workspace or tenant before that. */
      pauses?: boolean;
    }
  | { again: false; error: string };

const leaseMs = 30_000;
/** The longest that one task takes, with a margin. */
const leaseMarginMs = 10_000;
const batch = 20;
/** For a platform with several workspaces or tenants: one has limits of its own, and all of them share these lanes. */
export const lanesOfSeveral = 16;

export interface DeliveryOptions {
  /** How often to look for tasks that another process added. */
  pollMs?: number;
  /** How many lanes are worked on side by side. */
  lanes?: number | undefined;
  /** Who sees each try, and under which name. */
  seen?: { watch: Watch; on: Way };
}

/** A process that delivers what is due, until it is stopped. */
export interface DeliveryLoop {
  /** Something may be due now. */
  wake(): void;
  /** Resolves when nothing that is due now is left, or being delivered. */
  idle(): Promise<void>;
  /** Takes no new task, gives back what is not begun, and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Starts delivering. Messages about one request are a lane: they keep their order, in all processes together. A few lanes
 * are worked on side by side, so that a slow one holds nobody up; a failing task waits with growing pauses while the
 * others go on.
 */
export function startDelivery(
  outbox: Outbox,
  delivery: Delivery,
  now: () => number,
  { pollMs = 1_000, lanes = 4, seen = { watch: noWatch, on: 'slack' } }: DeliveryOptions = {},
): DeliveryLoop {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  let lookAt = 0;
  let behindSince: number | null = null;
  let woken = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const timer = setInterval(() => wake(), pollMs);
  timer.unref();

  function wake(): void {
    if (stopped) return;
    again = true;
    woken.resolve();
    running ??= drain().finally(() => {
      running = null;
      if (again) wake();
    });
  }

  async function drain(): Promise<void> {
    const waiting: Lane[] = [];
    const busy = new Set<Promise<void>>();
    while (!stopped) {
      if (waiting.length === 0 && again && busy.size < lanes) {
        again = false;
        woken = Promise.withResolvers();
        waiting.push(...(await lease()));
      }
      const next = busy.size < lanes ? waiting.shift() : undefined;
      if (next !== undefined) {
        const work = deliverLane({ outbox, delivery, now, seen, stopped: () => stopped }, next).finally(() => {
          busy.delete(work);
          // What was left out because it belongs to this lane is free now.
          again = true;
        });
        busy.add(work);
      } else if (busy.size > 0) {
        await Promise.race([...busy, ended.promise, ...(busy.size < lanes ? [woken.promise] : [])]);
      } else if (!again) {
        await lookAround();
        if (!again) break;
      }
    }
    const left = waiting.flatMap(({ tasks }) => tasks);
    await outbox.giveBack(left, null).catch((fault: unknown) => delivery.onFault(fault, null));
    await Promise.all(busy);
  }

  /** When nothing is due there is time to see whether everything shown is true. */
  async function lookAround(): Promise<void> {
    if (now() < lookAt) return;
    lookAt = now() + 1_000;
    await sweep(outbox, delivery, now).then(
      (nextAt) => {
        lookAt = nextAt;
        again = true;
      },
      (fault: unknown) => delivery.onFault(fault, null),
    );
  }

  /** What is due, by lanes. */
  async function lease(): Promise<Lane[]> {
    try {
      const pauses = new Map(await outbox.pauses(now()));
      const ownToo = delivery.soleScope === null || !pauses.has(delivery.soleScope);
      const tasks = await outbox.lease(now(), leaseMs, batch, ownToo);
      const until = now() + leaseMs - leaseMarginMs;
      const byLane = Map.groupBy(tasks, ({ lane }) => lane);
      const since = tasks.length === 0 ? null : (behindSince ?? performance.now());
      behindSince = since;
      return [...byLane.values()].map((inLane) => ({ tasks: inLane, until, pauses, behindSince: since ?? 0 }));
    } catch (fault) {
      delivery.onFault(fault, null);
      return [];
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
      ended.resolve();
      clearInterval(timer);
      if (running !== null) await running;
    },
  };
}

/** Tasks to be done one after the other. */
export interface Lane {
  tasks: LeasedTask[];
  /** What is not begun by then is given back, well before the lease is over. */
  until: number;
  /** Since when something is due all the time, in ms of `performance.now`. */
  behindSince: number;
  /** Who asked us to come back later, shared by the lanes of one lease. */
  pauses: Map<string, number>;
}
