import fc from 'fast-check';
import { it } from 'vitest';
import { histories, play } from './history.ts';

/** A few in each run of the tests; HISTORIES=1000 FC_SEED=$RANDOM plays others. */
const runs = Number(process.env.HISTORIES || 4);

it(
  'whatever people, operators and platforms do: one decision an item, by an official of that moment, nobody forgotten, every card true',
  async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(histories(30), async (steps) => {
        for (const [kind, times] of Object.entries(await play(steps))) seen[kind] = (seen[kind] ?? 0) + times;
      }),
      { numRuns: runs, endOnFailure: true },
    );
    if (process.env.HISTORIES !== undefined) process.stdout.write(`${JSON.stringify(seen, null, 1)}\n`);
  },
  runs * 20_000,
);
