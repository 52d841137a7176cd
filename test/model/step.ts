import fc from 'fast-check';
import type { follow } from './invariants.ts';
import type { World } from './world.ts';

/** A history as it is played. */
export interface Run {
  world: World;
  follow: ReturnType<typeof follow>;
  /** What happened, for whoever has to understand a failure. */
  told: string[];
}

export type Step = fc.AsyncCommand<object, Run>;

/** A step of a history: what is done, then a look at what the record gained. */
export function step(name: string, work: (world: World) => Promise<unknown>): Step {
  return {
    check: () => true,
    toString: () => name,
    async run(_, run) {
      const before = new Map([...run.world.officials].map(([home, set]) => [home, new Set(set)]));
      const what = await work(run.world);
      await run.world.quiet();
      run.told.push(typeof what === 'string' ? `${name}: ${what}` : name);
      const complaints = await run.follow.step(before);
      if (complaints.length > 0) throw new Error(`${complaints.join('\n')}\nafter\n${run.told.join('\n')}`);
    },
  };
}

/** Of what somebody chooses within a step. */
export const seeds = fc.integer({ min: 0, max: 2 ** 31 });
