import type { Article } from './article.ts';
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
  if (first === undefined) return [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
  const scoreOf = (other: Found['ranked'][number] | undefined) => other?.score ?? 0;
  // Two articles about the same thing come close together; that makes neither of them less right.
  const stranger = found.ranked.find((other) => other !== first && !areRelated(first.article, other.article));
  const notOurs = found.ranked.find(({ article }) => article.outcome === 'unknown');
  return [
    first.words,
    first.grams,
    first.score,
    first.score - scoreOf(second),
    found.unknownShare,
    found.covered,
    Math.min(found.telling, 8) / 8,
    Math.max(-8, Math.min(8, found.lean.all)) / 8,
    found.lean.most / 4,
    first.score - scoreOf(stranger),
    first.score - scoreOf(notOurs),
  ];
}

const areRelated = (one: Article, other: Article): boolean =>
  one.related.includes(other.id) || other.related.includes(one.id);

/** How likely the first article is the right one, 0 to 1. */
export function sureness(gate: Gate, found: Found): number {
  if (found.exact) return 1;
  const features = featuresOf(found);
  const sum = gate.weights.reduce((total, weight, n) => total + weight * (features[n] ?? 0), gate.bias);
  return 1 / (1 + Math.exp(-sum));
}
