import { picker } from '#test/torture/chance.ts';
import { fuzz } from '#test/torture/fuzz.ts';
import { fuzzedProcess } from '#test/torture/fuzz-process.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** Altered payloads of both platforms against a server of its own: none may break it, and its memory stays as it is. */
export const fuzzing: Torture = {
  does: 'sends altered payloads of Slack and Teams [--payloads 100000] [--seed N]',
  async run(options) {
    const random = Math.floor(Math.random() * 2 ** 31);
    const { payloads, seed } = readOptions(options, { payloads: 100_000, seed: random });
    console.log(`seed ${seed}`);
    const bot = await fuzzedProcess();
    try {
      const toll = await fuzz(bot, payloads, picker(seed), (line) => console.log(line));
      // What the first tenth made it load is no growth.
      const [, second] = toll.held;
      const growth = (toll.held.at(-1)?.heapMb ?? 0) / (second?.heapMb ?? Number.POSITIVE_INFINITY) - 1;
      const flat = growth <= 0.1;
      keepResult('torture-fuzz', { seed, ...toll, heapGrowth: Number(growth.toFixed(3)), flat });
      console.log(JSON.stringify(toll, null, 2));
      return flat && toll.faults.length + toll.errors.length + toll.unhandled.length === 0;
    } finally {
      await bot.stop();
    }
  },
};
