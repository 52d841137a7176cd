import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderDirectory } from '#application/provider-search.ts';
import { type Db, openSqlite } from '#storage/database.ts';
import { migrate } from '#storage/migrate.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { at, keepResult, round } from './result.ts';
import { facilityList, typedQueries } from './world.ts';

/**
 * Searches for facilities in process, over 150,000 rows of the real names and over as many of ten words only, beside the
 * floor: twenty rows by their numbers from the same database, asked in the same rounds. What a search takes of the
 * processor is how long the loop stands at most. Run: node bench/provider-search.ts [rounds]
 */

const rows = 150_000;
const tenWords = ['valley', 'care', 'center', 'home', 'health', 'sunrise', 'hill', 'nursing', 'river', 'oak'];

/** What people type, and what would be dear: words and beginnings that very many facilities have, and pairs that few have both of. */
const queries: Record<string, readonly string[]> = {
  'as people type: name, city, number': typedQueries(300),
  'two of the commonest words': ['home health', 'nursing home', 'care center', 'agency inc'],
  'one common word': ['home', 'nursing', 'care', 'valley', 'hospice'],
  'two letters': ['ho', 'ca', 'st', 'ma', 'in'],
  'common words, few with both': ['hospice nursing', 'texas home', 'hospice home health', 'county hospital'],
  'six words': ['nursing center of the care home', 'home health care agency of texas'],
  'two digits': ['16', '05', '01', '67'],
  'six digits': ['165326', '055002', '016500'],
  nothing: ['bloomfieldx', 'zzz', 'home qqqq'],
};

interface Measured {
  list: string;
  name: string;
  searches: number;
  ours: Times;
  floor: Times;
  ratioOfMedians: number;
}

interface Times {
  p50Ms: number;
  p99Ms: number;
  /** Of the processor, the mean and the longest. */
  cpuMs: number;
  longestCpuMs: number;
}

/** Medians of interleaved rounds. */
export async function measureSearches(rounds = 5): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-search-'));
  try {
    const lists = { 'real names': facilityList, 'ten words': generatedList };
    const measured: Measured[] = [];
    for (const [list, make] of Object.entries(lists)) {
      const here = join(folder, list);
      mkdirSync(here);
      measured.push(...(await measureList(list, here, make(here, rows), rounds)));
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureList(list: string, folder: string, file: string, rounds: number): Promise<Measured[]> {
  const { db, close } = openSqlite(join(folder, 'record.sqlite'));
  try {
    await migrate(db);
    await importProviderFile(db, file, { now: Date.now(), onSkipped: () => undefined });
    const directory = openProviderDirectory(db);
    const bare = await bareSelect(db);
    const measured: Measured[] = [];
    for (const [name, typed] of Object.entries(queries)) measured.push(await measure(list, name, typed, rounds));
    return measured;

    async function measure(list: string, name: string, typed: readonly string[], rounds: number): Promise<Measured> {
      const took = { ours: [] as Took[], floor: [] as Took[] };
      const each = Math.max(1, Math.ceil(60 / typed.length));
      for (let round = 0; round <= rounds; round += 1)
        for (let again = 0; again < each; again += 1)
          for (const query of typed) {
            const ours = await timed(() => search(directory, query));
            const floor = await timed(bare);
            // The first round warms both.
            if (round > 0) {
              took.ours.push(ours);
              took.floor.push(floor);
            }
          }
      const [ours, floor] = [times(took.ours), times(took.floor)];
      return { list, name, searches: took.ours.length, ours, floor, ratioOfMedians: round(ours.p50Ms / floor.p50Ms) };
    }
  } finally {
    await close();
  }
}

const search = (directory: ProviderDirectory, query: string) => directory.search(query, { limit: 20, states: ['IA'] });

/** Twenty rows by their numbers, other ones each time, with a query that is built once. */
async function bareSelect(db: Db): Promise<() => Promise<unknown>> {
  const all = (await db.selectFrom('provider').select('ccn').execute()).map(({ ccn }) => ccn);
  const query = db.selectFrom('provider').selectAll().where('ccn', 'in', all.slice(0, 20)).compile();
  let n = 0;
  return () => {
    n += 1;
    const parameters = Array.from({ length: 20 }, (_, at) => all[(n * 7_919 + at * 104_729) % all.length]);
    return db.executeQuery({ ...query, parameters });
  };
}

interface Took {
  wallMs: number;
  cpuMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage();
  const from = performance.now();
  await work();
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

function times(took: readonly Took[]): Times {
  const wall = took.map(({ wallMs }) => wallMs);
  const cpu = took.map(({ cpuMs }) => cpuMs);
  return {
    p50Ms: round(at(wall, 0.5)),
    p99Ms: round(at(wall, 0.99)),
    cpuMs: round(cpu.reduce((all, one) => all + one, 0) / cpu.length),
    longestCpuMs: round(at(cpu, 1)),
  };
}

/** A list whose names are made of ten words, and a number that no two have. @returns its file */
export function generatedList(folder: string, rows: number, mark = 'a'): string {
  const path = join(folder, `generated-${mark}-2026-08.csv`);
  const words = [...tenWords, mark];
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

if (import.meta.main) {
  const searches = await measureSearches(Number(process.argv[2] ?? 5));
  keepResult('provider-search', { rows, searches });
  for (const { list, name, ours, floor, ratioOfMedians } of searches)
    process.stdout.write(
      `${list.padEnd(11)} ${name.padEnd(36)} median ${ours.p50Ms} (floor ${floor.p50Ms}, ratio ${ratioOfMedians})  p99 ${ours.p99Ms}  cpu ${ours.cpuMs}, longest ${ours.longestCpuMs} (floor ${floor.cpuMs}, ${floor.longestCpuMs})\n`,
    );
}
