import type { PhrasingHolders, Phrasings } from './holders.ts';

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

/** @param unknown how telling a term counts that no phrasing has */
export function likeness({ count, begins, holders, weights, telling }: PhrasingHolders, unknown: number): Likeness {
  const scores = new Float64Array(count);
  return {
    weightOf: (term) => telling[term] ?? 0,
    to(asked) {
      scores.fill(0);
      let squares = 0;
      for (let n = 0; n < asked.length; n += 1) squares += (telling[asked[n] ?? -1] || unknown) ** 2;
      const norm = Math.sqrt(squares) || 1;
      for (let n = 0; n < asked.length; n += 1) {
        const term = asked[n] ?? -1;
        const weight = (telling[term] ?? 0) / norm;
        const to = weight === 0 ? 0 : (begins[term + 1] ?? 0);
        for (let place = begins[term] ?? 0; place < to; place += 1) {
          const at = holders[place] ?? 0;
          scores[at] = (scores[at] ?? 0) + weight * (weights[place] ?? 0);
        }
      }
      return scores;
    },
  };
}

/**
 * Which phrasings hold a term.
 * @param groups of each phrasing the group in which a term that comes again is no commoner for it; ascending from 0
 * @param size how many terms there are, numbered from 0
 */
export function phrasingHolders(phrasings: Phrasings, groups: Uint32Array, size: number): PhrasingHolders {
  const count = groups.length;
  const { distinct, ends } = eachOnce(phrasings, size);
  const { telling, begins } = weighed(distinct, ends, groups, size);
  const holders = new Uint32Array(distinct.length);
  const weights = new Float64Array(distinct.length);
  const next = begins.slice();
  for (let at = 0, from = 0; at < count; at += 1) {
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
  return { count, begins, holders, weights, telling };
}

/** The same, with each term once in a phrasing, where it comes first. */
function eachOnce({ terms, ends }: Phrasings, size: number): { distinct: Uint32Array; ends: Uint32Array } {
  const seen = new Uint32Array(size);
  const distinct = new Uint32Array(terms.length);
  const newEnds = new Uint32Array(ends.length);
  let kept = 0;
  for (let at = 0, n = 0; at < ends.length; at += 1) {
    const end = ends[at] ?? 0;
    for (; n < end; n += 1) {
      const term = terms[n] ?? 0;
      if (seen[term] === at + 1) continue;
      seen[term] = at + 1;
      distinct[kept] = term;
      kept += 1;
    }
    newEnds[at] = kept;
  }
  return { distinct: distinct.subarray(0, kept), ends: newEnds };
}

/** How telling each term is, and where the run of its holders begins. */
function weighed(distinct: Uint32Array, ends: Uint32Array, groups: Uint32Array, size: number) {
  const begins = new Uint32Array(size + 1);
  const lastGroup = new Uint32Array(size);
  const holding = new Uint32Array(size);
  for (let at = 0, n = 0; at < ends.length; at += 1) {
    const end = ends[at] ?? 0;
    const group = (groups[at] ?? 0) + 1;
    for (; n < end; n += 1) {
      const term = distinct[n] ?? 0;
      begins[term + 1] = (begins[term + 1] ?? 0) + 1;
      if (lastGroup[term] === group) continue;
      lastGroup[term] = group;
      holding[term] = (holding[term] ?? 0) + 1;
    }
  }
  const all = (groups.at(-1) ?? -1) + 1;
  const telling = new Float64Array(size);
  for (let term = 0; term < size; term += 1) {
    begins[term + 1] = (begins[term + 1] ?? 0) + (begins[term] ?? 0);
    const by = holding[term] ?? 0;
    if (by > 0) telling[term] = Math.log(1 + all / by) ** softness;
  }
  return { telling, begins };
}
