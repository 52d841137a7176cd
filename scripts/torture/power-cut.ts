import { powerCuts } from '#test/torture/points.ts';
import { embedded } from '#test/torture/world.ts';
import { inWorlds } from './kill.ts';
import { readOptions, type Torture } from './torture.ts';

/** Cuts the power of a server on the embedded database again and again: only what was synced is there afterwards. */
export const powerCut: Torture = {
  does: 'cuts the power of a server on the embedded database, which loses what was not synced [--cuts 60] [--worlds 1]',
  async run(options) {
    const { cuts, worlds } = readOptions(options, { cuts: 60, worlds: 1 });
    return inWorlds('power-cut', { give: embedded, powerCut: true }, powerCuts(cuts), worlds);
  },
};
