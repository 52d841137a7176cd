import type { Choose } from './alter.ts';

/** Numbers below n from one seed, one after the other: the same ones each time. */
export function picker(seed: number): Choose {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return n === 0 ? 0 : Math.floor((state / 2 ** 32) * n);
  };
}
