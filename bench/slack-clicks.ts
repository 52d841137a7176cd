import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { manifestScopes } from '#src/manifest.ts';
import { type Loaded, load, type Shot } from './load.ts';
import { nowMs, type Running, type SlackApi, startApp, startSlackApi } from './processes.ts';
import { at, round } from './result.ts';
import { command, press, signingSecret, submit, suggest } from './slack-shots.ts';
import { botVariables, buildWorld, typedQueries, type World } from './world.ts';

/** How long a click in Slack waits for its answer, and an official for her card, beside a bare Bolt app. */

/** A kind of click: what is posted to the bot, and to the floor. */
interface Kind {
  name: ClickName;
  shot(world: World, n: number): { ours: Shot; floor: Shot };
}

export type ClickName = 'approve' | 'submit' | 'open' | 'next' | 'type-ahead';

const typed = typedQueries(5_000);
const nth = <T>(list: readonly T[], n: number): T => {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('the record has nothing to press on');
  return one;
};
const both = (shot: Shot) => ({ ours: shot, floor: shot });

const kinds: readonly Kind[] = [
  {
    name: 'approve',
    shot({ pending }, n) {
      const { requestId, official } = nth(pending, n);
      return both(press(official, 'approve', `${requestId}|1`));
    },
  },
  {
    name: 'submit',
    shot({ drafts }, n) {
      const { draftId, asker } = nth(drafts, n);
      return both(submit(asker, 'request', { draft: draftId, step: 'review' }));
    },
  },
  { name: 'open', shot: ({ unfinished }, n) => both(command(nth(unfinished, n).asker, '')) },
  {
    name: 'next',
    shot({ unfinished }, n) {
      const { draftId, asker } = nth(unfinished, n);
      const memo = { draft: draftId, step: 'role' };
      const state = { role: { role: { type: 'static_select', selected_option: { value: 'assessment-submitter' } } } };
      // The floor does a transaction for the form "request", and none for any other.
      return { ours: submit(asker, 'request', memo, state), floor: submit(asker, 'another', memo, state) };
    },
  },
  {
    name: 'type-ahead',
    shot: ({ unfinished }, n) => {
      const { draftId, asker } = nth(unfinished, n);
      return both(suggest(asker, { draft: draftId, step: 'organizations' }, nth(typed, n)));
    },
  },
];

/** A bot, a bare app and the Slack that both call, with a record that is filled. */
export interface Stage {
  world: World;
  bot: Running;
  floor: Running;
  api: SlackApi;
  dataDir: string;
  /** Waits until the bot posts nothing more: what it still has to do would be the other one's load. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions {
  pending: number;
  drafts: number;
  facilities: number;
  /** Keeps the record for the next run. */
  kept?: string | undefined;
  profileTo?: string | undefined;
  /** Does something to the record before the bot opens it. */
  prepare?: (dataDir: string) => Promise<void>;
}

export async function raise({ kept, profileTo, prepare, ...size }: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-clicks-'));
  const api = await startSlackApi(manifestScopes());
  const dataDir = join(folder, 'ours');
  const ours = botVariables(api.url, signingSecret, dataDir);
  const world = await worldIn(dataDir, kept, () => buildWorld(ours, { ...size, unfinished: 400 }));
  await prepare?.(dataDir);
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`];
  const bot = await startApp(['--expose-gc', ...profiling, 'src/main.ts'], ours, folder);
  const floor = await startApp(['bench/floor/bolt.ts'], { ...ours, DATA_DIR: folder }, folder);
  const calls = async () => Object.values(await api.counted()).reduce((sum, count) => sum + count, 0);
  return {
    world,
    bot,
    floor,
    api,
    dataDir,
    async quiet() {
      for (let before = -1, now = await calls(); now !== before; now = await calls()) {
        before = now;
        await wait(300);
      }
    },
    async stop() {
      await bot.stop();
      await floor.stop();
      await api.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function worldIn(dataDir: string, kept: string | undefined, build: () => Promise<World>): Promise<World> {
  const list = join(kept ?? '', 'world.json');
  if (kept !== undefined && existsSync(list)) {
    cpSync(kept, dataDir, { recursive: true });
    return JSON.parse(readFileSync(list, 'utf8')) as World;
  }
  const world = await build();
  if (kept !== undefined) {
    cpSync(dataDir, kept, { recursive: true });
    writeFileSync(list, JSON.stringify(world));
  }
  return world;
}

export interface Beside {
  ours: number;
  floor: number;
  ratio: number;
}

export interface Clicks {
  name: ClickName;
  inFlight: number;
  medianMs: Beside;
  p99Ms: Beside;
  /** Answers a second. */
  rate: Beside;
}

export interface ClickOptions {
  /** Repetitions; one more comes first and is not counted. */
  reps: number;
  /** Clicks of a repetition: one after the other, and fifty at a time. */
  alone: number;
  many: number;
  only?: readonly ClickName[];
}

/** The bot and the bare app in turn. @throws when a click is not answered well */
export async function measureClicks(stage: Stage, { reps, alone, many, only }: ClickOptions): Promise<Clicks[]> {
  const rows: Clicks[] = [];
  for (const kind of kinds.filter(({ name }) => only === undefined || only.includes(name))) {
    let n = 0;
    const found = { ours1: [] as Loaded[], floor1: [] as Loaded[], ours50: [] as Loaded[], floor50: [] as Loaded[] };
    for (let rep = 0; rep <= reps; rep += 1)
      for (const [inFlight, amount] of [
        [1, alone],
        [50, many],
      ] as const) {
        const shots = Array.from({ length: amount }, () => kind.shot(stage.world, n++));
        for (const who of inTurn(rep)) {
          const done = await fire(stage, kind, shots, who, inFlight);
          // The first one warms up.
          if (rep > 0) found[`${who}${inFlight}`].push(done);
        }
      }
    for (const inFlight of [1, 50] as const)
      rows.push({ name: kind.name, inFlight, ...summary(found[`ours${inFlight}`], found[`floor${inFlight}`]) });
  }
  return rows;
}

/** Posts all to one of the two, and waits until nothing of it is left. @throws when one is not answered well */
async function fire(
  stage: Stage,
  { name }: Kind,
  shots: readonly Record<'ours' | 'floor', Shot>[],
  who: 'ours' | 'floor',
  inFlight: number,
): Promise<Loaded> {
  const mine = shots.map((shot) => shot[who]);
  const done = await load(`${(who === 'ours' ? stage.bot : stage.floor).url}/slack/events`, mine, inFlight);
  if (done.failed > 0) throw new Error(`${name}: ${done.failed} of ${who} failed`);
  await stage.quiet();
  return done;
}

/** One round of every kind at the bot alone: the median in ms one after the other, and answers a second of fifty at a time. */
export async function oneRound(
  stage: Stage,
  { alone, many, from }: { alone: number; many: number; from: number },
): Promise<{ name: ClickName; aloneMs: number; manyRate: number }[]> {
  const round: { name: ClickName; aloneMs: number; manyRate: number }[] = [];
  for (const kind of kinds) {
    const shots = Array.from({ length: alone + many }, (_, index) => kind.shot(stage.world, from + index));
    const { tookMs } = await fire(stage, kind, shots.slice(0, alone), 'ours', 1);
    const { seconds } = await fire(stage, kind, shots.slice(alone), 'ours', 50);
    round.push({ name: kind.name, aloneMs: at(tookMs, 0.5), manyRate: many / seconds });
  }
  return round;
}

const inTurn = (rep: number) => (rep % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const));

function summary(ours: readonly Loaded[], floor: readonly Loaded[]): Omit<Clicks, 'name' | 'inFlight'> {
  const median = (list: readonly Loaded[], of: (one: Loaded) => number) => at(list.map(of), 0.5);
  const beside = (of: (one: Loaded) => number): Beside => {
    const [mine, bare] = [median(ours, of), median(floor, of)];
    return { ours: round(mine), floor: round(bare), ratio: round(mine / bare) };
  };
  return {
    medianMs: beside(({ tookMs }) => at(tookMs, 0.5)),
    p99Ms: beside(({ tookMs }) => at(tookMs, 0.99)),
    rate: beside(({ tookMs, seconds }) => tookMs.length / seconds),
  };
}

/** From sending Submit to the message at the official, one at a time; medians of so many of each. */
export async function measureCard(stage: Stage, times: number): Promise<Beside> {
  let posted = Promise.withResolvers<number>();
  stage.api.onPosted(({ channel, atMs }) => channel.startsWith('U0OFF') && posted.resolve(atMs));
  const took = { ours: [] as number[], floor: [] as number[] };
  // Those that the clicks before did not use, from the end.
  const drafts = stage.world.drafts.toReversed();
  for (let n = 0; n < times + 20; n += 1)
    for (const who of inTurn(n)) {
      const { draftId, asker } = nth(drafts, n);
      const { body, headers } = submit(asker, 'request', { draft: draftId, step: 'review' });
      posted = Promise.withResolvers();
      const from = nowMs();
      const url = `${(who === 'ours' ? stage.bot : stage.floor).url}/slack/events`;
      const answer = await fetch(url, { method: 'POST', body, headers });
      await answer.text();
      const tookMs = (await posted.promise) - from;
      if (n >= 20) took[who].push(tookMs);
      // The other messages of the same request.
      await wait(40);
    }
  stage.api.onPosted(null);
  const [ours, floor] = [at(took.ours, 0.5), at(took.floor, 0.5)];
  return { ours: round(ours), floor: round(floor), ratio: round(ours / floor) };
}
