/** Numbers that look like chance and are the same in each run. */
export interface Chance {
  /** From 0 to 1. */
  next(): number;
  /** Below `most`. */
  below(most: number): number;
  /** Around `median`: two thirds are within a factor of e^spread. */
  around(median: number, spread: number): number;
}

/** @param seed any whole number */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below: (most) => Math.floor(next() * most),
    around: (median, spread) => median * Math.exp(spread * normal()),
  };
}
