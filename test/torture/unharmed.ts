import { isDeepStrictEqual } from 'node:util';
import type { Judgement } from './judge.ts';

/** What no kill may do. Messages that stand twice are counted besides. */
export const unharmed = {
  lost: 0,
  decidedTwice: 0,
  requestedTwice: 0,
  undelivered: 0,
  untold: 0,
  setBack: 0,
  stuck: 0,
  chainBrokenAt: null,
  complaints: [] as string[],
};

/** Whether something was lost, was done twice, or never came. */
export const harmed = (toll: Pick<Judgement, keyof typeof unharmed>): boolean =>
  !isDeepStrictEqual(
    Object.fromEntries(Object.keys(unharmed).map((name) => [name, toll[name as keyof typeof unharmed]])),
    unharmed,
  );
