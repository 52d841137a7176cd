import type { LeasedTask, Outbox } from '#application/outbox.ts';
import { type Task, taskKey } from '#application/task.ts';
import type { Clock } from './clock.ts';

/**
 * The outbox in memory, by the rules of storage/outbox.ts: lanes, the order in which tasks are taken, pauses. Ten thousand
 * workspaces fit in it. `bench/arrivals.ts` shows that the loop does the same on the one in a database.
 */
export interface SimulatedOutbox extends Outbox {
  add(task: Task, dueAt: number): Promise<void>;
}

interface Row {
  id: string;
  key: string | null;
  task: Task;
  lane: string;
  person: string | null;
  seq: number;
  dueAt: number;
  leaseUntil: number;
  version: number;
  attempts: number;
  /** Counts the times that it was put in the queue: an older entry there is void. */
  stamp: number;
}

const mostLookedAt = 200;

export function modelOutbox(clock: Clock): SimulatedOutbox {
  const byId = new Map<string, Row>();
  const byKey = new Map<string, Row>();
  const lanes = new Map<string, Set<Row>>();
  const busy = new Map<string, number>();
  const queue = new Queue();
  const paused = new Map<string, number>();
  let seq = 0;

  const queued = (row: Row, dueAt: number) => {
    row.dueAt = dueAt;
    row.stamp += 1;
    queue.push({ dueAt, seq: row.seq, row, stamp: row.stamp });
  };
  const undone = (row: Row) => {
    byId.set(row.id, row);
    const inLane = lanes.get(row.lane) ?? new Set();
    inLane.add(row);
    lanes.set(row.lane, inLane);
  };
  const done = (row: Row) => {
    byId.delete(row.id);
    row.stamp += 1;
    const inLane = lanes.get(row.lane);
    inLane?.delete(row);
    if (inLane?.size === 0) lanes.delete(row.lane);
  };
  const freed = (row: Row) => {
    if (row.leaseUntil === 0) return;
    row.leaseUntil = 0;
    const left = (busy.get(row.lane) ?? 1) - 1;
    if (left > 0) busy.set(row.lane, left);
    else busy.delete(row.lane);
  };
  /** Something for the same person failed before it, and waits. */
  const waitsBehind = (row: Row, now: number) => {
    const inLane = lanes.get(row.lane);
    if (inLane === undefined || inLane.size === 1) return false;
    for (const other of inLane)
      if (other.seq < row.seq && other.person === row.person && other.attempts > 0 && other.dueAt > now) return true;
    return false;
  };

  return {
    async add(task, dueAt) {
      clock.touch();
      seq += 1;
      const key = taskKey(task);
      const known = key === null ? undefined : byKey.get(key);
      if (known !== undefined) {
        Object.assign(known, { task, seq, version: known.version + 1, attempts: 0 });
        undone(known);
        known.dueAt = dueAt;
        if (known.leaseUntil === 0) queued(known, dueAt);
        return;
      }
      const id = `t${seq}`;
      const own = { id, key, task, lane: laneOf(task) ?? id, person: 'personId' in task ? task.personId : null };
      const row: Row = { ...own, seq, dueAt, leaseUntil: 0, version: 1, attempts: 0, stamp: 0 };
      if (key !== null) byKey.set(key, row);
      undone(row);
      queued(row, dueAt);
    },
    settled: async () => {},
    async lease(now, leaseMs, most) {
      clock.touch();
      const looked: Entry[] = [];
      const skipped: Entry[] = [];
      while (looked.length < mostLookedAt) {
        const entry = queue.first();
        if (entry === undefined || entry.dueAt > now) break;
        queue.pop();
        if (entry.stamp !== entry.row.stamp) continue;
        const free = !busy.has(entry.row.lane) && !waitsBehind(entry.row, now);
        (free ? looked : skipped).push(entry);
      }
      const found = new Set<Row>();
      for (const { row } of looked)
        for (const one of lanes.get(row.lane) ?? [])
          if (one.dueAt <= now && one.leaseUntil === 0 && !waitsBehind(one, now)) found.add(one);
      const taken = [...found].sort((a, b) => a.seq - b.seq).slice(0, most);
      for (const row of taken) {
        row.leaseUntil = now + leaseMs;
        row.stamp += 1;
        busy.set(row.lane, (busy.get(row.lane) ?? 0) + 1);
      }
      for (const entry of [...looked, ...skipped]) if (entry.stamp === entry.row.stamp) queue.push(entry);
      return taken.map(({ id, key, task, lane, version, attempts }) => ({
        id,
        key,
        task,
        lane,
        version,
        attempts,
        from: null,
      }));
    },
    async giveBack(tasks, dueAt) {
      clock.touch();
      for (const { id } of tasks) {
        const row = byId.get(id);
        if (row === undefined) continue;
        freed(row);
        queued(row, dueAt ?? row.dueAt);
      }
    },
    async pause(scope, until) {
      clock.touch();
      paused.set(scope, Math.max(paused.get(scope) ?? 0, until));
    },
    async pauses(now) {
      return new Map([...paused].filter(([, until]) => until > now));
    },
    async finish(task: LeasedTask) {
      clock.touch();
      const row = byId.get(task.id);
      if (row === undefined) return;
      freed(row);
      if (row.version === task.version) done(row);
      else queued(row, row.dueAt);
    },
    async postpone(task, dueAt) {
      clock.touch();
      const row = byId.get(task.id);
      if (row === undefined) return;
      freed(row);
      row.attempts = task.attempts + 1;
      if (dueAt === null) done(row);
      else queued(row, dueAt);
    },
    async nextSweep() {
      return { tasks: [], nextAt: Number.POSITIVE_INFINITY };
    },
    async freeLeases() {},
    async makeDue() {},
    async sentMessage() {
      return null;
    },
    async saveSentMessage() {},
    async showAgain() {},
    async dead() {
      return [];
    },
    async retry() {
      return false;
    },
  };
}

/** As in storage/outbox.ts. */
function laneOf(task: Task): string | null {
  if ('requestId' in task) return task.requestId;
  if (task.kind === 'tell' && 'requestId' in task.notice) return task.notice.requestId;
  return 'personId' in task ? task.personId : null;
}

interface Entry {
  dueAt: number;
  seq: number;
  row: Row;
  stamp: number;
}

/** What is due first comes first. */
class Queue {
  private readonly heap: Entry[] = [];
  first(): Entry | undefined {
    return this.heap[0];
  }
  push(entry: Entry): void {
    const { heap } = this;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = heap[(at - 1) >> 1];
      if (above === undefined || before(above, entry)) break;
      heap[at] = above;
      at = (at - 1) >> 1;
    }
    heap[at] = entry;
  }
  pop(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const [left, right] = [heap[below], heap[below + 1]];
      if (left === undefined) break;
      if (right !== undefined && before(right, left)) below += 1;
      const smaller = heap[below];
      if (smaller === undefined || before(last, smaller)) break;
      heap[at] = smaller;
      at = below;
    }
    heap[at] = last;
  }
}

const before = (a: Entry, b: Entry) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq);
