import { torture } from '#test/torture/kill.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** Kills a real server again and again amid clicks, and counts what was lost. */
export const kill: Torture = {
  does: 'kills a server amid clicks [--kills 100]',
  async run(options) {
    const { kills } = readOptions(options, { kills: 100 });
    const toll = await torture(kills, Math.random, (line) => console.log(line));
    keepResult('torture-kill', toll);
    console.log(JSON.stringify(toll, null, 2));
    const bad = toll.lost + toll.decidedTwice + toll.requestedTwice + toll.undelivered;
    return bad === 0 && toll.chainBrokenAt === null;
  },
};
