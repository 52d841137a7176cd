import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestScopes } from '#src/manifest.ts';
import { type Loaded, load, type Shot } from './load.ts';
import { startApp, startSlackApi } from './processes.ts';
import { at, round } from './result.ts';
import { command, press, signingSecret, submit, suggest } from './slack-shots.ts';
import { botVariables, buildWorld, typedQueries, type World } from './world.ts';

/** How long a click in Slack waits for its answer, beside a bare Bolt app. */

const print = (...said: unknown[]) =>
  process.stdout.write(`${said.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)).join(' ')}\n`);
const reps = Number(process.argv[2] ?? 5);
const alone = Number(process.argv[3] ?? 120);
const many = Number(process.argv[4] ?? 600);
const only = process.argv[5] ?? '';

interface Kind {
  name: string;
  /** What is posted to the bot, and to the floor. */
  shot(world: World, n: number): { ours: Shot; floor: Shot };
}

const kinds: Kind[] = [
  {
    name: 'approve',
    shot(world, n) {
      const { requestId, official } = world.pending[n] ?? { requestId: '', official: '' };
      const shot = press(official, 'approve', `${requestId}|1`);
      return { ours: shot, floor: shot };
    },
  },
  {
    name: 'submit',
    shot(world, n) {
      const { draftId, asker } = world.drafts[n] ?? { draftId: '', asker: '' };
      const shot = submit(asker, 'request', { draft: draftId, step: 'review' });
      return { ours: shot, floor: shot };
    },
  },
  {
    name: 'open',
    shot(world, n) {
      const shot = command(world.unfinished[n % world.unfinished.length]?.asker ?? '', '');
      return { ours: shot, floor: shot };
    },
  },
  {
    name: 'next',
    shot(world, n) {
      const { draftId, asker } = world.unfinished[n % world.unfinished.length] ?? { draftId: '', asker: '' };
      const role = { type: 'static_select', selected_option: { value: 'assessment-submitter' } };
      const shot = submit(asker, 'request', { draft: draftId, step: 'role' }, { role: { role } });
      return { ours: shot, floor: { ...submit(asker, 'other', { draft: draftId, step: 'role' }, { role: { role } }) } };
    },
  },
  {
    name: 'type-ahead',
    shot(world, n) {
      const { draftId, asker } = world.unfinished[n % world.unfinished.length] ?? { draftId: '', asker: '' };
      const shot = suggest(asker, { draft: draftId, step: 'organizations' }, typed[n % typed.length] ?? '');
      return { ours: shot, floor: shot };
    },
  },
];

const typed = typedQueries(5_000);
const folder = mkdtempSync(join(tmpdir(), 'iqies-clicks-'));
const api = await startSlackApi(manifestScopes());
const ours = botVariables(api.url, signingSecret, join(folder, 'ours'));
const kept = process.env.WORLD ?? '';
let world: World;
if (kept !== '' && existsSync(`${kept}/world.json`)) {
  cpSync(kept, join(folder, 'ours'), { recursive: true });
  world = JSON.parse(readFileSync(`${kept}/world.json`, 'utf8'));
} else {
  world = await buildWorld(ours, { pending: 6000, drafts: 6000, unfinished: 400, facilities: 150_000 });
  if (kept !== '') {
    cpSync(join(folder, 'ours'), kept, { recursive: true });
    writeFileSync(`${kept}/world.json`, JSON.stringify(world));
  }
}
const bot = await startApp(
  ['--expose-gc', ...(process.env.PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROF}`] : []), 'src/main.ts'],
  ours,
  folder,
);
const floor = await startApp(['bench/floor/bolt.ts'], { ...ours, DATA_DIR: folder }, folder);

/** Waits until the bot posts nothing more: what it still has to do would be the other one's load. */
async function quiet(): Promise<void> {
  const all = async () => Object.values(await api.counted()).reduce((sum, count) => sum + count, 0);
  for (let before = -1, now = await all(); now !== before; ) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
    now = await all();
  }
}

for (const kind of kinds.filter(({ name }) => name.includes(only))) {
  let n = 0;
  const found: Record<string, Loaded[]> = { ours1: [], floor1: [], ours50: [], floor50: [] };
  for (let rep = 0; rep <= reps; rep += 1)
    for (const [inFlight, amount] of [
      [1, alone],
      [50, many],
    ] as const) {
      const shots = Array.from({ length: amount }, () => kind.shot(world, n++));
      const order = rep % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const);
      for (const who of order) {
        const url = `${who === 'ours' ? bot.url : floor.url}/slack/events`;
        const done = await load(
          url,
          shots.map((shot) => shot[who]),
          inFlight,
        );
        if (done.failed > 0) print(kind.name, who, inFlight, done.failed, done.bodies);
        if (rep > 0) found[`${who}${inFlight}`]?.push(done);
        if (rep === 0 && inFlight === 1) print(kind.name, who, JSON.stringify(done.bodies).slice(0, 300));
        await quiet();
      }
    }
  for (const inFlight of [1, 50]) {
    const of = (who: string, share: number) =>
      at(
        (found[`${who}${inFlight}`] ?? []).map(({ tookMs }) => at(tookMs, share)),
        0.5,
      );
    const rate = (who: string) =>
      at(
        (found[`${who}${inFlight}`] ?? []).map(({ tookMs, seconds }) => tookMs.length / seconds),
        0.5,
      );
    print(
      kind.name,
      inFlight,
      'median',
      round(of('ours', 0.5)),
      round(of('floor', 0.5)),
      'ratio',
      round(of('ours', 0.5) / of('floor', 0.5)),
      'p99',
      round(of('ours', 0.99)),
      round(of('floor', 0.99)),
      'ratio',
      round(of('ours', 0.99) / of('floor', 0.99)),
      'rate',
      Math.round(rate('ours')),
      Math.round(rate('floor')),
    );
  }
}
print(await api.counted());
await bot.stop();
await floor.stop();
await api.stop();
rmSync(folder, { recursive: true, force: true });
