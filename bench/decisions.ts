import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from '../test/postgres/binaries.ts';
import { throwawayPostgres } from '../test/postgres/throwaway.ts';
import type { Work } from './decide-process.ts';
import type { Variables } from './processes.ts';
import { at, round } from './result.ts';
import { signingSecret } from './slack-shots.ts';
import { botVariables, buildWorld, type World } from './world.ts';

/** Decisions a second: by the use case, without what comes in and goes out, beside the same database with one bare transaction each. */
export interface Rate {
  database: 'SQLite' | 'PostgreSQL';
  instances: number;
  /** A second, of all instances together; medians. */
  ours: number;
  floor: number;
}

const atOnce = 8;

/** @param each how many decisions of one repetition */
export async function measureDecisions(reps: number, each: number): Promise<Rate[]> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-decisions-'));
  try {
    const plain = botVariables('http://127.0.0.1:9/', signingSecret, folder);
    const sqlite = await measured('SQLite', plain, [1], reps, each);
    const binaries = postgresBinaries();
    if (binaries === null) return sqlite;
    const server = await throwawayPostgres(binaries, true);
    try {
      return [
        ...sqlite,
        ...(await measured('PostgreSQL', { ...plain, DATABASE_URL: server.url }, [1, 2, 4], reps, each)),
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(
  database: Rate['database'],
  variables: Variables,
  sizes: readonly number[],
  reps: number,
  each: number,
): Promise<Rate[]> {
  const all = sizes.length * (reps + 1) * each;
  const world = await buildWorld(variables, { pending: all, drafts: 0, unfinished: 0, facilities: 2_000 });
  const rates: Rate[] = [];
  for (const instances of sizes) {
    const running = { ours: instancesOf(instances), floor: instancesOf(instances) };
    const found: Record<Work['who'], number[]> = { ours: [], floor: [] };
    for (let rep = 0; rep <= reps; rep += 1) {
      const pending = world.pending.splice(0, each);
      for (const who of rep % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) {
        const rate = await share(running[who], { variables, who, pending, atOnce });
        // The first one warms up.
        if (rep > 0) found[who].push(rate);
      }
    }
    for (const child of [...running.ours, ...running.floor]) {
      child.disconnect();
      await once(child, 'exit');
    }
    rates.push({ database, instances, ours: round(at(found.ours, 0.5)), floor: round(at(found.floor, 0.5)) });
  }
  return rates;
}

const instancesOf = (count: number): ChildProcess[] =>
  Array.from({ length: count }, () => fork(join(import.meta.dirname, 'decide-process.ts')));

/** All instances begin together, each with its part. @returns decisions a second */
async function share(instances: readonly ChildProcess[], work: Work): Promise<number> {
  const parts = instances.map((_, index) => work.pending.filter((_one, n) => n % instances.length === index));
  const from = performance.now();
  await Promise.all(
    instances.map(async (child, index) => {
      child.send({ ...work, pending: parts[index] ?? ([] as World['pending']) } satisfies Work);
      const [said] = await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => Promise.reject(new Error('an instance ended'))),
      ]);
      return said;
    }),
  );
  return work.pending.length / ((performance.now() - from) / 1_000);
}

if (process.argv[1] === import.meta.filename) console.table(await measureDecisions(Number(process.argv[2] ?? 5), 400));
