import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureQuestions } from './answers.ts';
import { measureAtRest, measureStart } from './at-rest.ts';
import { measureDecisions } from './decisions.ts';
import { installedSizes } from './installed.ts';
import { round, thisMachine, thisMoment } from './result.ts';
import { measureSizes } from './sizes.ts';
import { type Clicks, measureCard, measureClicks, raise } from './slack-clicks.ts';
import { asMarkdown, asPicture, asText, isMet, type Row } from './table.ts';
import { measureTeamsClicks } from './teams-clicks.ts';

/**
 * `npm run -s bench [PART ...]`: measures everything, or the parts that are named, each beside its floor in the same run;
 * prints one table, and writes it to docs/speed.md, its numbers to bench/results/bench.json, and a picture of it. Parts that
 * are not measured now keep what was measured before. `short` among the parts: few repetitions, to see whether it runs, and
 * nothing is kept. `page`: nothing is measured, table and picture are written anew.
 */

type Measured = { rows: Row[]; raw: unknown };

const given = process.argv.slice(2);
const short = given.includes('short');
const reps = short ? 1 : 5;
const ratio = { judged: 'ratio', well: 'below' } as const;

/** In the order of the table. */
const parts: Record<string, () => Promise<Measured>> = {
  slack: async () => {
    const stage = await raise(short ? small : { pending: 12_000, drafts: 12_000, facilities: 150_000 });
    try {
      const raw = await measureClicks(
        stage,
        short ? { reps, alone: 50, many: 200 } : { reps, alone: 400, many: 1_500 },
      );
      const card = await measureCard(stage, short ? 20 : 200);
      const posted: Row = { figure: 'Submit to the card at the official', ...card, unit: 'ms', ...ratio, aim: 2 };
      return { rows: [...raw.flatMap((one) => clickRows('Slack', one)), posted], raw: { clicks: raw, card } };
    } finally {
      await stage.stop();
    }
  },
  teams: async () => {
    const raw = await measureTeamsClicks(short ? { reps, alone: 30, many: 100 } : { reps, alone: 200, many: 800 });
    return { rows: raw.flatMap((one) => clickRows('Teams', one as Clicks)), raw };
  },
  decisions: async () => {
    const raw = await measureDecisions(reps, short ? 60 : 400);
    const rows = raw.map(({ database, instances, ours, floor }): Row => {
      const figure = `Decisions a second, ${database}, ${instances} ${instances === 1 ? 'instance' : 'instances'}`;
      return { figure, ours, floor, unit: '/s', judged: 'ratio', aim: 0.5, well: 'above' };
    });
    return { rows, raw };
  },
  questions: async () => {
    const raw = measureQuestions(reps);
    const row = (share: 'p50Ms' | 'p99Ms', name: string): Row => ({
      figure: `Question to answer, ${name}`,
      ours: raw.ours[share],
      floor: raw.floor[share],
      unit: 'ms',
      ...ratio,
      aim: 3,
    });
    return { rows: [row('p50Ms', 'median'), row('p99Ms', 'p99')], raw };
  },
  sizes: async () => {
    const sizes = short ? [1_000, 5_000] : [1_000, 100_000, 1_000_000];
    const found: { atRest: Awaited<ReturnType<typeof measureAtRest>> } = { atRest: [] };
    const raw = await measureSizes({
      sizes,
      // All that is pressed in the repetitions is the smallest ledger.
      reps: short ? 1 : 4,
      alone: 60,
      many: 140,
      async onLargest(dataDir) {
        const only = [{ platforms: 'slack', way: 'compiled' }] as const;
        found.atRest = await measureAtRest({ runs: short ? 1 : 3, dataDir, only });
      },
    });
    const [smallest = 0] = sizes;
    const rows = raw.flatMap(({ name, aloneMs, manyRate }) =>
      sizes.slice(1).flatMap((size): Row[] => {
        const figure = `${names[name]}, ${size.toLocaleString('en')} requests beside ${smallest.toLocaleString('en')}`;
        const beside = (of: Record<number, number>) => ({ ours: of[size] ?? 0, floor: of[smallest] ?? 0 });
        const answers = { unit: '/s', judged: 'ratio', aim: round(1 / 1.2), well: 'above' } as const;
        return [
          { figure, ...beside(aloneMs), unit: 'ms', ...ratio, aim: 1.2 },
          { figure: `${figure}, 50 at a time, answers`, ...beside(manyRate), ...answers },
        ];
      }),
    );
    const memory = found.atRest.map(({ rssMb }): Row => {
      const figure = `Memory at rest, Slack only, ${sizes.at(-1)?.toLocaleString('en')} requests`;
      return { figure, ours: rssMb.ours, floor: rssMb.floor, unit: 'MB', judged: 'difference', aim: 90, well: 'below' };
    });
    return { rows: [...rows, ...memory], raw: { flat: raw, atRest: found.atRest } };
  },
  memory: async () => {
    const raw = await measureAtRest({ runs: reps });
    const rows = raw.map(({ platforms, way, rssMb }): Row => {
      const figure = `Memory at rest, ${said[platforms]}${way === 'compiled' ? '' : ' (from .ts)'}`;
      return { figure, ours: rssMb.ours, floor: rssMb.floor, unit: 'MB', judged: 'difference', aim: 90, well: 'below' };
    });
    return { rows, raw };
  },
  start: async () => {
    const raw = await measureStart({ runs: reps });
    const rows = raw.map(({ platforms, way, wallMs }): Row => {
      const how = { ts: 'from .ts', again: 'from .ts again', compiled: 'compiled' }[way];
      const figure = `Start to ready, ${said[platforms]}, ${how}`;
      const aim = way === 'compiled' ? 400 : 600;
      return { figure, ours: wallMs.ours, floor: wallMs.floor, unit: 'ms', judged: 'difference', aim, well: 'below' };
    });
    return { rows, raw };
  },
};

const said = { slack: 'Slack only', teams: 'Teams only', both: 'both' };
const small = { pending: 800, drafts: 800, facilities: 5_000 };
const names = {
  approve: 'Approve',
  submit: 'Submit',
  open: 'Open a form',
  next: 'Next step',
  'type-ahead': 'Type-ahead over 150,000 facilities',
} as const;
const changes = new Set<string>(['approve', 'submit']);

function clickRows(platform: 'Slack' | 'Teams', { name, inFlight, medianMs, p99Ms, rate }: Clicks): Row[] {
  const figure = `${platform}: ${names[name] ?? name}, ${inFlight} at a time`;
  const aim = name === 'type-ahead' ? 1.5 : changes.has(name) ? 1.5 : 1.3;
  const median: Row = { figure, ...pair(medianMs), unit: 'ms', ...ratio, aim };
  const p99: Row = { figure: `${figure}, p99`, ...pair(p99Ms), unit: 'ms', ...ratio, aim: 2 };
  // Fifty clients that send again at once are answered in an order of their own: how many answers there are says more.
  const answers: Row = {
    figure: `${figure}, answers`,
    ...pair(rate),
    unit: '/s',
    judged: 'ratio',
    aim: round(1 / aim),
    well: 'above',
  };
  return [median, ...(changes.has(name) ? [p99] : []), ...(inFlight > 1 ? [answers] : [])];
}

const pair = ({ ours, floor }: { ours: number; floor: number }) => ({ ours, floor });

interface Kept extends Measured {
  date: string;
  commit: string;
  load: number;
}

const file = join(import.meta.dirname, 'results/bench.json');
const kept: Record<string, Kept> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).parts : {};
const wanted = given.filter((name) => name !== 'short' && name !== 'page');
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}; short, page.\n`,
  );
  process.exit(2);
}
const print = (line: string) => process.stdout.write(`${line}\n`);
for (const [name, measure] of Object.entries(parts)) {
  if (given.includes('page') || (wanted.length > 0 && !wanted.includes(name))) continue;
  const moment = thisMoment();
  const { rows, raw } = await measure();
  kept[name] = { ...moment, rows, raw };
  print(`${name}\n${asText(rows)}\n`);
  // A short run shows that it runs, and nothing else.
  if (!short) keep();
}
if (given.includes('page')) keep();
const all = Object.keys(parts).flatMap((name) => kept[name]?.rows ?? []);
print(asText(all));
print(`${all.filter(isMet).length} of ${all.length} aims are met.`);
print(
  installedSizes()
    .map(({ what, packages, mb }) => `${what}: ${mb} MB in ${packages} packages`)
    .join('; '),
);

function keep(): void {
  const machine = thisMachine();
  const ordered = Object.fromEntries(Object.keys(parts).flatMap((name) => (kept[name] ? [[name, kept[name]]] : [])));
  const rows = Object.values(ordered).flatMap((one) => one.rows);
  writeFileSync(file, `${JSON.stringify({ machine, installed: installedSizes(), parts: ordered }, null, 2)}\n`);
  const docs = join(import.meta.dirname, '../docs');
  writeFileSync(join(docs, 'images/bench.svg'), asPicture(rows, 'How far each figure is from its aim'));
  const page = join(docs, 'speed.md');
  const when = Object.entries(ordered).map(
    ([name, { date, commit, load }]) => `${name} ${date.slice(0, 10)} at ${commit} (load before it ${load})`,
  );
  const named = `${machine.processor}, ${machine.processors} processors, ${machine.memoryGb} GB, Node ${machine.node}`;
  const text = readFileSync(page, 'utf8');
  const table = `<!-- table -->\n\n${named}. Measured: ${when.join(', ')}.\n\n${asMarkdown(rows)}\n\n<!-- end of table -->`;
  writeFileSync(
    page,
    text.replace(/<!-- table -->[\s\S]*<!-- end of table -->/, () => table),
  );
}
