/** How like a question is to each phrasing: the cosine of the terms they share, where rare terms count more than common ones. */

export interface Likeness {
  /** How telling a term is; 0 for one that no phrasing has. */
  weightOf(term: number): number;
  /**
   * The likeness to every phrasing, 0 to 1. The list is used again by the next call.
   * @param terms the question's, each once; a negative one is known nowhere
   */
  to(terms: readonly number[]): Float64Array;
}

/** Softens how much rare terms count more than common ones. */
export const softness = 0.8;

/** A phrasing: its terms, and the group within which a term that comes again makes it no commoner. Groups come in order. */
export interface Phrasing {
  terms: readonly number[];
  group: number;
}

/**
 * @param groups how many groups there are
 * @param terms how many terms there are, numbered from 0
 * @param unknown how telling a term counts that no phrasing has
 */
export function likeness(phrasings: readonly Phrasing[], groups: number, terms: number, unknown: number): Likeness {
  const length = phrasings.reduce((total, phrasing) => total + phrasing.terms.length, 0);
  // The terms of phrasing n, each once, stand in one run of `distinct` that ends at ends[n].
  const distinct = new Uint32Array(length);
  const ends = new Uint32Array(phrasings.length);
  const inPhrasing = new Uint32Array(terms);
  const inGroup = new Uint32Array(terms);
  const holding = new Uint32Array(terms);
  // Who holds a term stands in one run of `holders`, from begins[term] to begins[term + 1].
  const begins = new Uint32Array(terms + 1);
  let end = 0;
  for (let at = 0; at < phrasings.length; at += 1) {
    const phrasing = phrasings[at] as Phrasing;
    for (const term of phrasing.terms) {
      if (inPhrasing[term] === at + 1) continue;
      inPhrasing[term] = at + 1;
      distinct[end] = term;
      end += 1;
      begins[term + 1] = (begins[term + 1] ?? 0) + 1;
      if (inGroup[term] === phrasing.group + 1) continue;
      inGroup[term] = phrasing.group + 1;
      holding[term] = (holding[term] ?? 0) + 1;
    }
    ends[at] = end;
  }
  const telling = new Float64Array(terms);
  for (let term = 0; term < terms; term += 1) {
    begins[term + 1] = (begins[term + 1] ?? 0) + (begins[term] ?? 0);
    const by = holding[term] ?? 0;
    if (by > 0) telling[term] = Math.log(1 + groups / by) ** softness;
  }
  const holders = new Uint32Array(end);
  const weights = new Float64Array(end);
  const next = begins.slice();
  for (let at = 0, from = 0; at < phrasings.length; at += 1) {
    const to = ends[at] ?? 0;
    let squares = 0;
    for (let n = from; n < to; n += 1) squares += (telling[distinct[n] ?? 0] ?? 0) ** 2;
    const norm = Math.sqrt(squares) || 1;
    for (; from < to; from += 1) {
      const term = distinct[from] ?? 0;
      const place = next[term] ?? 0;
      next[term] = place + 1;
      holders[place] = at;
      weights[place] = (telling[term] ?? 0) / norm;
    }
  }

  const scores = new Float64Array(phrasings.length);
  const weightOf = (term: number) => telling[term] ?? 0;
  return {
    weightOf,
    to(asked) {
      scores.fill(0);
      const norm = Math.sqrt(asked.reduce((total, term) => total + (weightOf(term) || unknown) ** 2, 0)) || 1;
      for (const term of asked) {
        if (weightOf(term) === 0) continue;
        const weight = weightOf(term) / norm;
        const to = begins[term + 1] ?? 0;
        for (let place = begins[term] ?? 0; place < to; place += 1) {
          const at = holders[place] ?? 0;
          scores[at] = (scores[at] ?? 0) + weight * (weights[place] ?? 0);
        }
      }
      return scores;
    },
  };
}
