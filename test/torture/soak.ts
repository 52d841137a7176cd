import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Variables } from '#test/cli/process.ts';
import { picker } from './chance.ts';
import { openHandles, residentMb, type Served, serve } from './served.ts';
import { command, facilities, install, settle, startTown, type TownSize, townVariables } from './town.ts';
import { type Day, kinds, liveADay, newDay } from './traffic.ts';

/** One server process under mixed traffic: what it holds must not grow. */

export interface Sample {
  /** Seconds since the traffic began. */
  s: number;
  /** Memory of the process as the system counts it. */
  residentMb: number;
  /** What the program itself holds, after a collection. */
  heapMb: number;
  /** Files, sockets and pipes. */
  handles: number;
  connections: number;
}
export type Measure = Exclude<keyof Sample, 's'>;
export const measures: readonly Measure[] = ['residentMb', 'heapMb', 'handles', 'connections'];

interface Third {
  middle: number;
  last: number;
  /** How much more the last third has than the one before, of 1. */
  growth: number;
}

export interface SoakToll {
  seconds: number;
  database: 'sqlite' | 'postgres';
  done: Record<string, number>;
  imports: number;
  faults: string[];
  faultCount: number;
  /** How many of them came while facilities were imported. */
  besideImport: number;
  errors: string[];
  unhandled: string[];
  thirds: Record<Measure, Third>;
  /** No measure grew by more than a tenth from the middle third to the last. */
  flat: boolean;
}

export interface SoakOptions {
  seconds: number;
  /** Between two samples. */
  everySeconds: number;
  /** Where it is PostgreSQL: an empty database. */
  databaseUrl?: string;
  /** Of the list that is imported beside the traffic; again every so many seconds. */
  facilities: number;
  importEverySeconds: number;
  paceMs: number;
  town?: TownSize;
  note?: (line: string) => void;
}

/** Runs the traffic and looks on. */
export async function soak(options: SoakOptions): Promise<{ toll: SoakToll; samples: Sample[] }> {
  const { seconds, everySeconds, databaseUrl, note = () => {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'iqies-soak-'));
  const town = await startTown(options.town ?? { homes: 10, slackAskers: 40, teamsAskers: 30 });
  const variables: Variables = {
    ...townVariables(town, folder),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  try {
    await settle(town, variables, folder, options.facilities);
    const server = await serve(variables, folder);
    town.pointTo(server.url);
    await install(town);
    const day = newDay();
    const samples: Sample[] = [];
    const from = Date.now();
    const look = async () => {
      while (!day.over) {
        samples.push(await sample(server, Math.round((Date.now() - from) / 1_000), databaseUrl));
        note(JSON.stringify(samples.at(-1)));
        await pause(everySeconds * 1_000);
      }
    };
    const imports = { count: 0 };
    const ends = async () => {
      await pause(seconds * 1_000);
      // On a slow machine a short day is over when everything was done once.
      for (let tries = 0; tries < 300 && !kinds.every((kind) => day.done[kind] !== undefined); tries += 1)
        await pause(100);
      day.over = true;
    };
    await Promise.all([
      liveADay(town, day, picker(5), options.paceMs),
      importBeside(day, variables, folder, options, imports),
      look(),
      ends(),
    ]);
    const { errors, unhandled } = await server.how();
    await server.stop();
    const { done, faults, faultCount, besideImport } = day;
    const thirds = thirdsOf(samples);
    const flat = measures.every((measure) => thirds[measure].growth <= 0.1);
    const database = databaseUrl === undefined ? 'sqlite' : 'postgres';
    const toll = {
      seconds,
      database,
      done,
      imports: imports.count,
      faults,
      faultCount,
      besideImport,
      errors,
      unhandled,
      thirds,
      flat,
    };
    return { toll: toll as SoakToll, samples };
  } finally {
    await town.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The operator imports another list of facilities now and then, from a process of its own. */
async function importBeside(
  day: Day,
  variables: Variables,
  folder: string,
  { facilities: rows, importEverySeconds }: SoakOptions,
  imports: { count: number },
): Promise<void> {
  for (let next = Date.now() + importEverySeconds * 500; !day.over; await pause(200)) {
    if (Date.now() < next) continue;
    next = Date.now() + importEverySeconds * 1_000;
    const mark = imports.count % 2 === 0 ? 'b' : 'a';
    day.importing = true;
    await command(['providers', 'import', facilities(folder, mark, rows)], variables, folder);
    day.importing = false;
    imports.count += 1;
  }
}

async function sample(server: Served, s: number, databaseUrl: string | undefined): Promise<Sample> {
  const { heapMb } = await server.how();
  const open = openHandles(server.pid);
  return {
    s,
    residentMb: residentMb(server.pid),
    heapMb,
    handles: open.length,
    connections:
      databaseUrl === undefined
        ? open.filter((name) => name.endsWith('record.sqlite')).length
        : await connections(databaseUrl),
  };
}

/** How many connections others than we have to a database. */
async function connections(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return Number(rows[0]?.n ?? 0);
  } finally {
    await client.end();
  }
}

/** What was held in the middle of the time and at its end. */
export function thirdsOf(samples: readonly Sample[]): Record<Measure, Third> {
  const third = Math.floor(samples.length / 3);
  const mean = (measure: Measure, from: number, to: number) => {
    const values = samples.slice(from, to).map((one) => one[measure]);
    return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  };
  const round = (value: number) => Math.round(value * 1_000) / 1_000;
  return Object.fromEntries(
    measures.map((measure) => {
      const middle = mean(measure, third, 2 * third);
      const last = mean(measure, 2 * third, samples.length);
      return [
        measure,
        { middle: round(middle), last: round(last), growth: round(middle === 0 ? 0 : last / middle - 1) },
      ];
    }),
  ) as Record<Measure, Third>;
}
