/**
 * Whether a question speaks as questions do that this bot answers, or as those that it doesn't: the words of each kind,
 * weighed against each other (naive Bayes).
 */
export interface Lean {
  /** Both 0 where nothing tells; above 0 is towards "not ours". `all` is the sum, `most` the strongest word. */
  of(terms: readonly number[]): { all: number; most: number };
}

/** Softens what was seen once or twice. */
const softness = 0.5;
/** No single word says more than this. */
const strongest = 3.5;

/**
 * @param ours questions that are answered here, each as the numbers of its telling stems
 * @param others questions that are not
 * @param size how many stems there are
 */
export function leanOf(
  ours: readonly (readonly number[])[],
  others: readonly (readonly number[])[],
  size: number,
): Lean {
  const here = countsOf(ours, size);
  const there = countsOf(others, size);
  const leans = Float64Array.from({ length: size }, (_, term) => {
    const [inside = 0, outside = 0] = [here.counts[term], there.counts[term]];
    if (inside + outside === 0) return 0;
    const share = (count: number, all: number) => (count + softness) / (all + softness * size);
    const log = Math.log(share(outside, there.all) / share(inside, here.all));
    return Math.max(-strongest, Math.min(strongest, log));
  });
  return {
    of(terms) {
      const each = [...new Set(terms)].map((term) => leans[term] ?? 0);
      return { all: each.reduce((total, one) => total + one, 0), most: Math.max(0, ...each) };
    },
  };
}

function countsOf(questions: readonly (readonly number[])[], size: number): { counts: Float64Array; all: number } {
  const counts = new Float64Array(size);
  let all = 0;
  for (const terms of questions)
    for (const term of new Set(terms)) {
      counts[term] = (counts[term] ?? 0) + 1;
      all += 1;
    }
  return { counts, all };
}
