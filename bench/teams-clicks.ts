import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Loaded, load, type Shot } from './load.ts';
import { type Running, startApp, type Variables } from './processes.ts';
import { at, round } from './result.ts';
import type { TeamsApi } from './teams-api.ts';
import { appId, tenantId } from './teams-people.ts';
import { type TeamsShots, teamsShots } from './teams-shots.ts';
import { buildWorld, standsAt, typedQueries, type World, worldDomain } from './world.ts';

/**
 * How long a click in Teams waits for its answer, beside a bare app on teams-ai. `node bench/teams-clicks.ts [REPS [ALONE
 * [MANY [NAME]]]]`; WORLD names a folder that keeps the record between runs, PROF one for a CPU profile of the bot.
 */

interface Kind {
  name: string;
  /** The n-th of its kind: posted to the bot and to the floor. */
  shot(shots: TeamsShots, world: World, n: number): Shot;
}

const nth = <T>(list: readonly T[], n: number): T => {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('nothing to click on');
  return one;
};
const typed = typedQueries(5_000);

const kinds: readonly Kind[] = [
  {
    name: 'approve',
    shot(shots, { pending }, n) {
      const { requestId, official } = nth(pending, n);
      return shots.press(official, 'approve', `${requestId}|1`);
    },
  },
  {
    name: 'submit',
    shot(shots, { drafts }, n) {
      const { draftId, asker } = nth(drafts, n);
      return shots.submit(asker, 'request', { draft: draftId, step: 'review' });
    },
  },
  { name: 'open', shot: (shots, { unfinished }, n) => shots.fetch(nth(unfinished, n).asker, 'request-role') },
  {
    name: 'next',
    shot(shots, { unfinished }, n) {
      const { draftId, asker } = nth(unfinished, n);
      return shots.submit(asker, 'request', { draft: draftId, step: 'role' }, { role: 'assessment-submitter' });
    },
  },
  {
    name: 'type-ahead',
    shot: (shots, { unfinished }, n) => shots.suggest(nth(unfinished, n).asker, 'places', nth(typed, n)),
  },
];

interface Beside {
  ours: number;
  floor: number;
  ratio: number;
}

export interface TeamsClicks {
  name: string;
  inFlight: number;
  medianMs: Beside;
  p99Ms: Beside;
  /** Answers in a second. */
  rate: Beside;
  /** Of a processor, each. */
  cpuMs: Beside;
}

interface Options {
  /** Repetitions; one more comes first and is not counted. */
  reps: number;
  /** Clicks of a repetition: one after the other, and fifty at a time. */
  alone: number;
  many: number;
  /** Part of the names of what is measured. */
  only?: string;
  /** Keeps the record for the next run. */
  keptWorld?: string | undefined;
  profileTo?: string | undefined;
}

/** Clicks that change the record and clicks that don't, ours and the floor's in turn. @throws when an answer is not a good one */
export async function measureTeamsClicks(options: Options): Promise<TeamsClicks[]> {
  const { reps, alone, many, only = '', profileTo } = options;
  const folder = mkdtempSync(join(tmpdir(), 'iqies-teams-clicks-'));
  const api = await startTeamsApi();
  const ours = botVariables(api, join(folder, 'ours'));
  const running: Running[] = [];
  try {
    const world = await worldOf(ours, options.keptWorld);
    await standsAt(ours, api.local.serviceUrl);
    const profiling = profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`];
    const bot = await startApp([...profiling, 'bench/teams-bot.ts'], ours, folder);
    running.push(bot);
    const shots = teamsShots(api);
    const counts = new Map<string, number>();
    const next = ({ name, shot }: Kind): Shot => {
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      return shot(shots, world, n);
    };
    const answers = join(folder, 'answers.json');
    writeFileSync(answers, JSON.stringify(await answersOf(bot, next)));
    const floor = await startApp(['bench/floor/teams.ts'], { ...ours, DATA_DIR: folder, ANSWERS: answers }, folder);
    running.push(floor);
    const rows: TeamsClicks[] = [];
    for (const kind of kinds.filter(({ name }) => name.includes(only)))
      for (const [inFlight, amount] of [
        [1, alone],
        [50, many],
      ] as const)
        rows.push(await compared(kind.name, inFlight, { reps, amount, bot, floor, next: () => next(kind) }));
    return rows;
  } finally {
    for (const one of running) await one.stop();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the bot answers to one of each kind, which is what the floor will answer. */
async function answersOf(bot: Running, next: (kind: Kind) => Shot): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const kind of kinds) {
    const response = await fetch(door(bot), { method: 'POST', ...next(kind) });
    const body = (await response.json()) as { value?: unknown; task?: { value: unknown } };
    const answer = body.task?.value ?? body.value;
    if (answer === undefined) throw new Error(`${kind.name} was answered with ${response.status}`);
    answers[kind.name] = answer;
  }
  return answers;
}

const door = ({ url }: Running) => `${url}/api/messages`;

interface Turn {
  reps: number;
  amount: number;
  bot: Running;
  floor: Running;
  next(): Shot;
}

async function compared(
  name: string,
  inFlight: number,
  { reps, amount, bot, floor, next }: Turn,
): Promise<TeamsClicks> {
  const found = { ours: [] as Figures[], floor: [] as Figures[] };
  for (let rep = 0; rep <= reps; rep += 1) {
    const shots = Array.from({ length: amount }, next);
    const both = [['floor', floor] as const, ['ours', bot] as const];
    for (const [who, app] of rep % 2 === 0 ? both : both.reverse()) {
      const usedMs = cpuMs(app);
      const done = await load(door(app), shots, inFlight);
      if (done.failed > 0) throw new Error(`${name}: ${done.failed} of ${who} failed: ${JSON.stringify(done.bodies)}`);
      await quiet(app);
      if (rep > 0) found[who].push(figuresOf(done, cpuMs(app) - usedMs));
    }
  }
  const beside = (figure: keyof Figures): Beside => {
    const [ours, bare] = (['ours', 'floor'] as const).map((who) =>
      at(
        found[who].map((one) => one[figure]),
        0.5,
      ),
    ) as [number, number];
    return { ours: round(ours), floor: round(bare), ratio: round(ours / bare) };
  };
  return {
    name,
    inFlight,
    medianMs: beside('medianMs'),
    p99Ms: beside('p99Ms'),
    rate: beside('rate'),
    cpuMs: beside('cpuMs'),
  };
}

type Figures = Record<'medianMs' | 'p99Ms' | 'rate' | 'cpuMs', number>;

const figuresOf = ({ tookMs, seconds }: Loaded, cpuMs: number): Figures => ({
  medianMs: at(tookMs, 0.5),
  p99Ms: at(tookMs, 0.99),
  rate: tookMs.length / seconds,
  cpuMs: cpuMs / tookMs.length,
});

/** Waits until an app has done what clicks left to be done: it belongs to them, and would slow down whoever comes next. */
async function quiet(app: Running): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) {
    const usedMs = cpuMs(app);
    await wait(300);
    if (cpuMs(app) - usedMs <= 20) return;
  }
}

/** What a process used of processors until now, as Linux counts it in hundredths of a second; 0 elsewhere. */
function cpuMs({ child }: Running): number {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface RunningApi extends TeamsApi {
  stop(): Promise<void>;
}

async function startTeamsApi(): Promise<RunningApi> {
  const child = fork(join(import.meta.dirname, 'teams-api.ts'));
  const gone = once(child, 'exit');
  const [api] = (await once(child, 'message')) as [TeamsApi];
  return {
    ...api,
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}

const botVariables = ({ local }: TeamsApi, dataDir: string): Variables => ({
  TEAMS_APP_ID: appId,
  TEAMS_APP_PASSWORD: 'bench',
  TEAMS_TENANT_ID: tenantId,
  TEAMS_LOCAL: JSON.stringify(local),
  EMAIL_DOMAINS: worldDomain,
  DATA_DIR: dataDir,
  PORT: '0',
});

/** A copy of the record that was kept, or a new one. */
async function worldOf(variables: Variables, kept: string | undefined): Promise<World> {
  const folder = variables.DATA_DIR ?? '';
  if (kept !== undefined && existsSync(join(kept, 'world.json'))) {
    cpSync(kept, folder, { recursive: true });
    return JSON.parse(readFileSync(join(kept, 'world.json'), 'utf8'));
  }
  const size = { pending: 6_000, drafts: 6_000, unfinished: 400, facilities: 150_000 };
  const world = await buildWorld(variables, { ...size, on: 'teams' });
  if (kept !== undefined) {
    cpSync(folder, kept, { recursive: true });
    writeFileSync(join(kept, 'world.json'), JSON.stringify(world));
  }
  return world;
}

if (import.meta.main) {
  const [reps = 5, alone = 120, many = 600] = process.argv.slice(2, 5).map(Number);
  const rows = await measureTeamsClicks({
    reps,
    alone,
    many,
    only: process.argv[5] ?? '',
    keptWorld: process.env.WORLD,
    profileTo: process.env.PROF,
  });
  const line = ({ ours, floor, ratio }: Beside) => `${ours} / ${floor} = ${ratio}`;
  console.table(
    rows.map(({ name, inFlight, medianMs, p99Ms, rate, cpuMs }) => ({
      name,
      inFlight,
      'median ms': line(medianMs),
      'p99 ms': line(p99Ms),
      'a second': line(rate),
      'cpu ms': line(cpuMs),
    })),
  );
}
