import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { openSqlite } from '#storage/database.ts';
import { migrate } from '#storage/migrate.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { generatedList } from './provider-search.ts';

/**
 * Provider lists: import time, and how long an import holds the loop and the write lock. Run: node bench/providers.ts
 */

const folder = mkdtempSync(join(tmpdir(), 'iqies-bench-'));
const file = join(folder, 'record.sqlite');
const { db, close } = openSqlite(file);
await migrate(db);
try {
  for (const list of ['providers-merged.csv.gz', 'hospital-general-information.csv.gz'])
    await measureImport(list, resolve(import.meta.dirname, '../src/rehearsal/lists', list));
  print(`database: ${Math.round(statSync(file).size / 1e6)} MB`);
  await measureImport('150,000 generated rows', generatedList(folder, 150_000));
  await measureImport('150,000 others in their place', generatedList(folder, 150_000, 'b'));
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}

/** An import while another thread asks for the write lock all the time, as the server would. */
async function measureImport(name: string, path: string): Promise<void> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const probe = new Worker(new URL('./lock-probe.ts', import.meta.url), { workerData: { file, stop } });
  const answer = once(probe, 'message');
  await once(probe, 'online');
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const from = performance.now();
  const { rows, skipped } = await importProviderFile(db, path, { now: Date.now(), onSkipped: () => undefined });
  const seconds = (performance.now() - from) / 1000;
  loop.disable();
  Atomics.store(stop, 0, 1);
  const [lock] = (await answer) as [{ asked: number; refused: number; p99Ms: number; longestMs: number }];
  print(
    `import, ${name}: ${rows} rows, ${skipped} skipped, ${seconds.toFixed(1)} s; ` +
      `the loop stood p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, max ${(loop.max / 1e6).toFixed(0)} ms; ` +
      `write lock refused ${lock.refused} of ${lock.asked} times, held p99 ${lock.p99Ms.toFixed(1)} ms, ` +
      `longest ${lock.longestMs.toFixed(1)} ms`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
