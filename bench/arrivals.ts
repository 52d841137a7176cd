import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOutbox } from './arrivals/database-outbox.ts';
import { slackLimits } from './arrivals/limits.ts';
import { plot } from './arrivals/plot.ts';
import { type Outcome, run, type World } from './arrivals/run.ts';
import { scenarios } from './arrivals/scenarios.ts';
import { crowd, reminders, requests, together } from './arrivals/traffic.ts';
import { keepResult } from './result.ts';

/**
 * Whether everything that is to be sent goes out in time when many come at once, under the limits of Slack and Teams. The
 * product's own delivery loop runs on a clock that is moved: half an hour takes a second. `node bench/arrivals.ts [WORD]`
 */

const only = process.argv[2] ?? '';
const agrees = await compare();
const found: ({ group: string; label: string } & Outcome)[] = [];
for (const { group, label, world } of scenarios()) {
  if (!group.includes(only)) continue;
  const outcome = await run(world);
  found.push({ group, label, ...outcome });
  const { toCard, toMessage, toReminder, waiting: _, ...rest } = outcome;
  process.stdout.write(`${group}, ${label}: ${JSON.stringify({ ...rest, toCard, toMessage, toReminder })}\n`);
}
if (only === '') {
  // A line each: a number a line would be thousands.
  keepResult('arrivals', { agrees, found: found.map((one) => ({ ...one, waiting: one.waiting.join(' ') })) });
  const pictures = join(import.meta.dirname, '../docs/images');
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, 'arrivals.svg'), plot(found));
}

/** The same morning with the outbox in memory and with the product's own, in a database. @throws where they differ */
async function compare(): Promise<{ onlyOne: Outcome['toMessage']; several: Outcome['toMessage'] }> {
  const crowded = crowd(100_000, 1);
  const from = Date.parse('2026-11-16T14:00:00Z');
  const asked = requests(crowded, { from, to: from + 10 * 60_000, asks: 60, early: 2 });
  const arrivals = together(asked, reminders(crowded, from, 200));
  const costs = { taskCpuMs: 6, stepCpuMs: 15, databaseMs: 15, callMs: 150 };
  const worlds: World[] = [
    { arrivals, limits: slackLimits, costs, instances: 1, sole: true, apart: true },
    { arrivals, limits: slackLimits, costs, instances: 2, sole: false, apart: true },
  ];
  const both: Outcome['toMessage'][] = [];
  for (const world of worlds) {
    const model = await run(world);
    const real = await run({ ...world, openOutbox: await databaseOutbox() });
    if (JSON.stringify(model) !== JSON.stringify(real))
      throw new Error(`the outbox in memory is another: ${JSON.stringify({ model, real })}`);
    both.push(model.toMessage);
  }
  const [onlyOne, several] = both;
  if (onlyOne === undefined || several === undefined) throw new Error('nothing was compared');
  return { onlyOne, several };
}
