import fc from 'fast-check';
import { histories, play } from '#test/model/history.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** Random histories of the whole bot on both platforms; the seed of one that went wrong plays it again. */
export const remembering: Torture = {
  does: 'plays random histories and checks what must hold [--runs 500] [--steps 30] [--seed N plays one again]',
  async run(options) {
    const { runs, steps, seed } = readOptions(options, { runs: 500, steps: 30, seed: -1 });
    // Microsoft's library writes its faults to the console.
    console.error = () => {};
    const events: Record<string, number> = {};
    const wrong: { seed: number; why: string }[] = [];
    let longest = 0;
    for (let run = 1; run <= (seed < 0 ? runs : 1); run += 1) {
      const one = seed < 0 ? Math.floor(Math.random() * 2 ** 31) : seed;
      const from = performance.now();
      const why = await playOne(one, steps, events);
      longest = Math.max(longest, performance.now() - from);
      if (why !== null) {
        wrong.push({ seed: one, why });
        console.log(`seed ${one}: ${why}`);
      }
      if (run % 10 === 0) console.log(`${run} played, ${wrong.length} went wrong`);
    }
    if (seed < 0) {
      const sorted = Object.fromEntries(Object.entries(events).sort(([a], [b]) => (a < b ? -1 : 1)));
      keepResult('torture-histories', { runs, steps, wrong, longestS: Math.round(longest / 1_000), events: sorted });
    }
    return wrong.length === 0;
  },
};

/** Plays the history of a seed. @returns what went wrong; null when nothing did */
async function playOne(seed: number, steps: number, events: Record<string, number>): Promise<string | null> {
  const played = fc.asyncProperty(histories(steps), async (history) => {
    for (const [kind, times] of Object.entries(await play(history))) events[kind] = (events[kind] ?? 0) + times;
  });
  const { failed, errorInstance, counterexample } = await fc.check(played, { seed, numRuns: 1, endOnFailure: true });
  if (!failed) return null;
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : `${errorInstance}`;
  return `${why}\n${counterexample}`.slice(0, 6_000);
}
