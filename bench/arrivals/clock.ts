/** Time that passes only when nobody has anything to do: a day takes seconds, and a run gives the same result again. */
export interface Clock {
  now(): number;
  /** Resolves that much later. */
  wait(ms: number): Promise<void>;
  /** Somebody did something: what follows from it happens at the same moment. */
  touch(): void;
  /** No time passes while this is done: it waits for a real disk. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Lets time pass until it is over. */
  run(isOver: () => boolean): Promise<void>;
}

/** Waits end on a grid, so that many end together: a run is faster, and nothing is longer than it by more than this. */
const gridMs = 5;

/** @param start ms */
export function simulatedClock(start: number): Clock {
  let now = start;
  let touched = 0;
  let real = 0;
  const moments: number[] = [];
  const waiting = new Map<number, (() => void)[]>();
  const turn = () => new Promise<void>((done) => setImmediate(done));

  /** Until nobody did anything for a few turns: the delivery loop waits one turn between two tasks. */
  async function settle(): Promise<void> {
    let quiet = 0;
    while (quiet < 3) {
      const before = touched;
      await turn();
      quiet = touched === before && real === 0 ? quiet + 1 : 0;
    }
  }

  return {
    now: () => now,
    touch() {
      touched += 1;
    },
    async during(work) {
      real += 1;
      try {
        return await work;
      } finally {
        real -= 1;
        touched += 1;
      }
    },
    wait(ms) {
      touched += 1;
      const at = Math.ceil((now + Math.max(ms, 0)) / gridMs) * gridMs;
      return new Promise((done) => {
        const there = waiting.get(at);
        if (there === undefined) {
          waiting.set(at, [done]);
          push(moments, at);
        } else there.push(done);
      });
    },
    async run(isOver) {
      await settle();
      while (!isOver()) {
        const next = pop(moments);
        if (next === undefined) return;
        now = Math.max(now, next);
        const there = waiting.get(next) ?? [];
        waiting.delete(next);
        for (const done of there) done();
        await settle();
      }
    },
  };
}

/** A heap of numbers, the smallest first. */
function push(heap: number[], value: number): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if ((heap[above] ?? 0) <= value) break;
    heap[at] = heap[above] ?? 0;
    at = above;
  }
  heap[at] = value;
}

function pop(heap: number[]): number | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && (heap[below + 1] ?? 0) < (heap[below] ?? 0)) below += 1;
    if ((heap[below] ?? 0) >= last) break;
    heap[at] = heap[below] ?? 0;
    at = below;
  }
  heap[at] = last;
  return first;
}
