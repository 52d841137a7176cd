import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { installedSizes } from './installed.ts';
import { at, keepResult } from './result.ts';
import { worldDomain } from './world.ts';

/**
 * What the bot costs before anybody asks it for anything: how long it takes to start and how large it is at rest, against
 * bare apps of the same platforms (bench/floor/bare.mjs), each in a process of its own, in turn. `node bench/at-rest.ts [RUNS]`
 */

const platforms = ['slack', 'teams', 'both'] as const;
type Platforms = (typeof platforms)[number];

/**
 * All by `npm start`. ts: from the sources, with nothing kept of a start before. again: from the sources, with what Node
 * compiled in the start before; so does the bare app. compiled: after `node scripts/compile.ts`, and without what Node
 * compiled, as in the image, whose user may not read it.
 */
const ways = ['ts', 'again', 'compiled'] as const;
type Way = (typeof ways)[number];

export interface Compared {
  ours: number;
  floor: number;
  more: number;
}

export interface AtRest {
  platforms: Platforms;
  way: Way;
  /** After garbage was collected. */
  rssMb: Compared;
  heapMb: Compared;
}

export interface Started {
  platforms: Platforms;
  way: Way;
  /** From the start of the process to the first answer over HTTP. */
  wallMs: Compared;
  /** What the process used of processors until then. */
  cpuMs: Compared;
}

interface Options {
  /** Repetitions; one more comes first and is not counted. */
  runs: number;
  /** The record that the bot opens; without it one that a start before has made, with nobody in it. */
  dataDir?: string;
  only?: readonly { platforms: Platforms; way: Way }[];
}

/** The size at rest, started as the image starts it (and, for Slack, from the sources). */
export async function measureAtRest({ runs, dataDir, only }: Options): Promise<AtRest[]> {
  const cases = only ?? [
    ...platforms.map((platforms) => ({ platforms, way: 'compiled' as const })),
    { platforms: 'slack' as const, way: 'ts' as const },
  ];
  return inTurn(cases, { runs, dataDir }, async (app) => {
    await app.answers();
    // The first looks for work are over.
    await wait(1_500);
    return app.ask<{ rssMb: number; heapMb: number }>('size');
  });
}

/** From the start of the process to the first answer. Ours opens a record that is there: a restart. */
export async function measureStart({ runs, dataDir, only }: Options): Promise<Started[]> {
  const cases = only ?? [
    ...ways.map((way) => ({ platforms: 'slack' as const, way })),
    ...platforms.slice(1).map((platforms) => ({ platforms, way: 'compiled' as const })),
  ];
  return inTurn(cases, { runs, dataDir }, async (app) => {
    const wallMs = await app.answers();
    const { cpuMs } = await app.ask<{ cpuMs: number }>('used');
    return { wallMs, cpuMs };
  });
}

interface App {
  /** Waits until it answers over HTTP. @returns how long that took from its start */
  answers(): Promise<number>;
  ask<Said>(question: 'used' | 'size'): Promise<Said>;
}

/** Each case, ours and bare, once in each round, so that a busy moment of the machine meets all. */
async function inTurn<Name extends string, Case extends { platforms: Platforms; way: Way }>(
  cases: readonly Case[],
  { runs, dataDir }: { runs: number; dataDir: string | undefined },
  measure: (app: App) => Promise<Record<Name, number>>,
): Promise<(Case & Record<Name, Compared>)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-at-rest-'));
  const workspace = await startWorkspace({ people, scopes: manifestScopes() });
  const found = cases.map((one) => ({ one, ours: [] as Record<Name, number>[], floor: [] as Record<Name, number>[] }));
  try {
    if (cases.some(({ way }) => way === 'compiled')) compile(copyOfSources(folder, 'compiled'));
    if (cases.some(({ way }) => way !== 'compiled')) copyOfSources(folder, 'sources');
    for (let run = 0; run <= runs; run += 1)
      for (const { one, ours, floor } of found)
        for (const [kind, list] of [['ours', ours] as const, ['floor', floor] as const]) {
          const app = await start(kind, one, { folder, dataDir, workspace });
          const figures = await measure(app);
          await app.end();
          // The first start of each keeps what Node compiled, makes the record, and warms the disk.
          if (run > 0) list.push(figures);
        }
  } finally {
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return found.map(({ one, ours, floor }) => {
    const names = Object.keys(ours[0] ?? {}) as Name[];
    const figures = names.map((name) => [name, compared(ours, floor, name)] as const);
    return { ...one, ...(Object.fromEntries(figures) as Record<Name, Compared>) };
  });
}

function compared<Name extends string>(
  ours: Record<Name, number>[],
  floor: Record<Name, number>[],
  name: Name,
): Compared {
  const median = (list: Record<Name, number>[]) =>
    at(
      list.map((one) => one[name]),
      0.5,
    );
  const [mine, bare] = [Math.round(median(ours)), Math.round(median(floor))];
  return { ours: mine, floor: bare, more: mine - bare };
}

const root = join(import.meta.dirname, '..');
const compile = (copy: string) =>
  execFileSync(process.execPath, ['scripts/compile.ts'], { cwd: copy, stdio: 'ignore' });

/** What a server runs from, in a place of its own: what it keeps there is its own, too. */
function copyOfSources(folder: string, name: string): string {
  const copy = join(folder, name);
  for (const part of ['package.json', 'package-lock.json', 'src', 'scripts', 'manifests'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  return copy;
}

/** An own server or a bare app, in a process of its own, with these variables only. */
async function start(
  kind: 'ours' | 'floor',
  { platforms, way }: { platforms: Platforms; way: Way },
  {
    folder,
    dataDir,
    workspace,
  }: {
    folder: string;
    dataDir: string | undefined;
    workspace: { botToken: string; signingSecret: string; apiUrl: string };
  },
): Promise<App & { end(): Promise<void> }> {
  const slack = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    SLACK_API_URL: workspace.apiUrl,
  };
  const teams = { TEAMS_LOCAL_UNAUTHENTICATED: '1', TEAMS_ALLOWED_TENANTS: '00000000-0000-4000-8000-000000000001' };
  const record = dataDir ?? join(folder, `data-${platforms}`);
  if (!existsSync(record)) mkdirSync(record);
  const env = {
    PATH: process.env.PATH ?? '',
    ...(platforms === 'teams' ? {} : slack),
    ...(platforms === 'slack' ? {} : teams),
    ...(way === 'again' ? {} : { NODE_DISABLE_COMPILE_CACHE: '1' }),
    ...(kind === 'floor' ? { NODE_COMPILE_CACHE: join(folder, 'kept') } : {}),
    ...(kind === 'floor'
      ? {}
      : {
          DATA_DIR: record,
          EMAIL_DOMAINS: dataDir === undefined ? 'valley-care.example' : worldDomain,
          PORT: '0',
          LOG_LEVEL: 'error',
        }),
  };
  const ours = join(folder, way === 'compiled' ? 'compiled' : 'sources', 'scripts/start.mjs');
  const [file, args] = kind === 'ours' ? [ours, []] : [join(import.meta.dirname, 'floor/bare.mjs'), [platforms]];
  const begun = performance.now();
  const child = fork(file, args, {
    cwd: folder,
    env,
    execArgv: ['--import', join(import.meta.dirname, 'seen.mjs')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Bare apps of both platforms listen one after the other, each on a port of its own.
  const listenAt = kind === 'floor' && platforms === 'both' ? 2 : 1;
  const listening = heard<{ port: number }>(child, listenAt);
  return {
    async answers() {
      const { port } = await listening;
      await (await fetch(`http://127.0.0.1:${port}/healthz`)).text();
      return performance.now() - begun;
    },
    ask(question) {
      const said = heard(child, 1);
      child.send(question);
      return said as never;
    },
    async end() {
      child.send('end');
      await once(child, 'exit');
    },
  };
}

/** What a process says, the so-manieth time. @throws when it ends before */
async function heard<Said>(child: ChildProcess, times: number): Promise<Said> {
  for (let n = 1; ; n += 1) {
    const [said] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the app ended'))),
    ]);
    if (n === times) return said as Said;
  }
}

if (import.meta.main) {
  const runs = Number(process.argv[2] ?? 7);
  const result = {
    runs,
    start: await measureStart({ runs }),
    atRest: await measureAtRest({ runs }),
    installed: installedSizes(),
  };
  const line = (figures: object) =>
    Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [
        name,
        typeof value === 'object' ? `${value.ours} / ${value.floor} (+${value.more})` : value,
      ]),
    );
  console.table(result.start.map(line));
  console.table(result.atRest.map(line));
  console.table(result.installed);
  keepResult('at-rest', result);
}
