import type { Found } from './search.ts';

/** How sure the search is: a logistic regression over a few numbers, fitted by `npm run -s calibrate`, never by hand. */
export interface Gate {
  bias: number;
  weights: readonly number[];
  /** From this probability on it is answered, from that one on suggested. */
  answerFrom: number;
  suggestFrom: number;
}

/** What the gate looks at. Order is that of `weights`. */
export function featuresOf(found: Found): number[] {
  const [first, second] = found.ranked;
  if (first === undefined) return [0, 0, 0, 0, 1, 0, 0];
  return [
    first.words,
    first.grams,
    first.score,
    first.score - (second?.score ?? 0),
    found.unknownShare,
    found.covered,
    Math.min(found.telling, 8) / 8,
  ];
}

/** How likely the first article is the right one, 0 to 1. */
export function sureness(gate: Gate, found: Found): number {
  if (found.exact) return 1;
  const features = featuresOf(found);
  const sum = gate.weights.reduce((total, weight, n) => total + weight * (features[n] ?? 0), gate.bias);
  return 1 / (1 + Math.exp(-sum));
}
