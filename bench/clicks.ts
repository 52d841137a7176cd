import { type ClickName, measureCard, measureClicks, raise } from './slack-clicks.ts';

/**
 * Clicks of one kind, for somebody who looks for time: `node bench/clicks.ts REPS ALONE MANY [NAME]`. WORLD names a folder
 * that keeps the record for the next run, PROF one for a processor profile of the bot.
 */
const [reps = 3, alone = 100, many = 600] = process.argv.slice(2, 5).map(Number);
const name = process.argv[5] as ClickName | 'card' | undefined;
const { WORLD: kept, PROF: profileTo } = process.env;
const stage = await raise({ pending: 6_000, drafts: 6_000, facilities: 150_000, kept, profileTo });
try {
  if (name === 'card') console.table([await measureCard(stage, alone)]);
  else
    for (const { name: kind, inFlight, medianMs, p99Ms, rate } of await measureClicks(stage, {
      reps,
      alone,
      many,
      ...(name === undefined ? {} : { only: [name] }),
    }))
      process.stdout.write(`${JSON.stringify({ kind, inFlight, medianMs, p99Ms, rate })}\n`);
} finally {
  await stage.stop();
}
