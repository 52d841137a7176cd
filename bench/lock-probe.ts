import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/**
 * Another writer, in a thread of its own: an import's transactions are synchronous, so a probe on the same thread would
 * never see one. Asks for the write lock all the time, without waiting, and answers how long it was kept out at most.
 */

const { file, stop } = workerData as { file: string; stop: Int32Array };
const db = new Sqlite(file, { timeout: 0 });
const begin = db.prepare('begin immediate');
const rollback = db.prepare('rollback');
const held: number[] = [];
let refusedSince: number | null = null;
let asked = 0;
while (Atomics.load(stop, 0) === 0) {
  asked += 1;
  const now = performance.now();
  try {
    begin.run();
    rollback.run();
    if (refusedSince !== null) held.push(now - refusedSince);
    refusedSince = null;
  } catch {
    refusedSince ??= now;
  }
  // Half a millisecond between two tries, so that the probe is not what the import waits for.
  Atomics.wait(stop, 0, 0, 0.5);
}
db.close();
held.sort((a, b) => a - b);
parentPort?.postMessage({
  asked,
  refused: held.length,
  medianMs: held[Math.floor(held.length / 2)] ?? 0,
  p99Ms: held[Math.floor(held.length * 0.99)] ?? 0,
  longestMs: held.at(-1) ?? 0,
});
