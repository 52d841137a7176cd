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

/** @param leans of each stem, as `leansOf` reckons them */
export function leanOf(leans: Float64Array): Lean {
  return {
    of(terms) {
      const each = [...new Set(terms)].map((term) => leans[term] ?? 0);
      return { all: each.reduce((total, one) => total + one, 0), most: Math.max(0, ...each) };
    },
  };
}

/**
 * How far each stem leans towards what is not ours.
 * @param ours questions that are answered here, each as the numbers of its telling stems
 * @param others questions that are not
 * @param size how many stems there are
 */
export function leansOf(
  ours: readonly (readonly number[])[],
  others: readonly (readonly number[])[],
  size: number,
): Float64Array {
  const here = countsOf(ours, size);
  const there = countsOf(others, size);
  const share = (count: number, all: number) => (count + softness) / (all + softness * size);
  const leans = new Float64Array(size);
  for (let term = 0; term < size; term += 1) {
    const [inside, outside] = [here.counts[term] ?? 0, there.counts[term] ?? 0];
    if (inside + outside === 0) continue;
    const log = Math.log(share(outside, there.all) / share(inside, here.all));
    leans[term] = Math.max(-strongest, Math.min(strongest, log));
  }
  return leans;
}

function countsOf(questions: readonly (readonly number[])[], size: number): { counts: Float64Array; all: number } {
  const counts = new Float64Array(size);
  const last = new Uint32Array(size);
  let all = 0;
  for (let at = 0; at < questions.length; at += 1)
    for (const term of questions[at] ?? []) {
      // Once for each question.
      if (last[term] === at + 1) continue;
      last[term] = at + 1;
      counts[term] = (counts[term] ?? 0) + 1;
      all += 1;
    }
  return { counts, all };
}
