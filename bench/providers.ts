import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { openSqlite } from '#storage/database.ts';
import { migrate } from '#storage/migrate.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';

/**
 * Provider lists: import time, how long an import holds the loop and the write lock, and search latencies beside the
 * floor, a bare indexed select. Run: node bench/providers.ts (--imports leaves the searches out)
 */

const folder = mkdtempSync(join(tmpdir(), 'iqies-bench-'));
const file = join(folder, 'record.sqlite');
const { db, close } = openSqlite(file);
await migrate(db);
try {
  for (const list of ['providers-merged.csv.gz', 'hospital-general-information.csv.gz'])
    await measureImport(list, resolve(import.meta.dirname, '../src/rehearsal/lists', list));
  print(`database: ${Math.round(statSync(file).size / 1e6)} MB`);
  if (!process.argv.includes('--imports')) await measureSearch();
  await measureImport('150,000 generated rows', generated(150_000));
  await measureImport('150,000 others in their place', generated(150_000, 'b'));
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

function generated(rows: number, mark = 'a'): string {
  const path = join(folder, `generated-${mark}-2026-08.csv`);
  const words = ['valley', 'care', 'center', 'home', 'health', 'sunrise', 'hill', 'nursing', 'river', 'oak', mark];
  const codes = ['01', '05', '10', '16', '33', '36', '39', '45', '52', '55', '67', '74', 'A0', 'B2', 'C1', 'D6'];
  const lines = ['ccn,type,name,address,city,state,zip,phone,as_of'];
  for (let n = 0; n < rows; n += 1) {
    const name = [1, 3, 7].map((step) => words[(n * step + (n >> 5)) % words.length]).join(' ');
    const code = codes[Math.floor(n / 10_000)];
    const tail = String(n % 10_000).padStart(4, '0');
    lines.push(`${code}${tail},NH,${name} ${n},1 MAIN STREET,CITY ${n % 900},IA,52537,,2026-08`);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function measureSearch(): Promise<void> {
  const directory = openProviderDirectory(db);
  const rows = await db.selectFrom('provider').select(['ccn', 'name', 'city']).execute();
  const some = <T>(all: readonly T[], most: number) => all.filter((_, n) => n % Math.ceil(all.length / most) === 0);
  const word = (text: string | null, at: number) => (text ?? '').split(/\W+/).filter((part) => part.length > 3)[at];
  const real = (list: (string | undefined)[]) => list.flatMap((text) => (text ? [text] : []));
  const queries: [string, readonly string[]][] = [
    ['one word of a name', some(real(rows.map(({ name }) => word(name, 0))), 2_000)],
    ['a city', some(real(rows.map(({ city }) => city ?? undefined)), 2_000)],
    ['name and city', some(real(rows.map(({ name, city }) => `${word(name, 0) ?? ''} ${city ?? ''}`)), 2_000)],
    ['half a word', some(real(rows.map(({ name }) => word(name, 0)?.slice(0, 3))), 1_000)],
    ['whole CCN', some(real(rows.map(({ ccn }) => ccn)), 2_000)],
    ['CCN prefix of 4', some(real(rows.map(({ ccn }) => ccn.slice(0, 4))), 1_000)],
    ['valley', Array<string>(50).fill('valley')],
    ['nursing', Array<string>(50).fill('nursing')],
    ['care center', Array<string>(50).fill('care center')],
    ['nursing home', Array<string>(50).fill('nursing home')],
    ['home health (the commonest pair)', Array<string>(50).fill('home health')],
  ];
  const bare = db.selectFrom('provider').selectAll().limit(20);
  await report('floor: one bare indexed select of 20 rows', queries[4]?.[1] ?? [], (ccn) =>
    bare.where('ccn', '>=', ccn).orderBy('ccn').execute(),
  );
  for (const [name, list] of queries) {
    await report(name, list, (query) => directory.search(query, { limit: 20 }));
    await report(`${name}, own State IA`, list, (query) => directory.search(query, { limit: 20, states: ['IA'] }));
  }
  await report('near matches of a CCN', queries[4]?.[1] ?? [], (ccn) => directory.near(ccn));
}

async function report(name: string, list: readonly string[], work: (query: string) => Promise<unknown>): Promise<void> {
  for (const query of list.slice(0, 20)) await work(query);
  const times: number[] = [];
  for (const query of list) {
    const from = performance.now();
    await work(query);
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2);
  print(
    `${name.padEnd(46)} ${String(list.length).padStart(5)} queries  median ${at(0.5)} ms  p99 ${at(0.99)} ms  max ${at(1)} ms`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
