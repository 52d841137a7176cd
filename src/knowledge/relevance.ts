import type { Holders } from './holders.ts';

/**
 * How well an article as a whole fits: BM25+ over its title, its phrasings and its text. What a term adds to an article is
 * reckoned once, when the articles are read.
 */

export interface Relevance {
  /**
   * One number for each article, 0 where nothing fits. The list is used again by the next call.
   * @param terms the question's, in order; negative ones are known nowhere
   */
  of(terms: readonly number[]): Float64Array;
}

/** The terms of an article, in order and as often as they come. */
export interface Fields {
  title: readonly number[];
  ask: readonly number[];
  text: readonly number[];
}

/** How much each field counts. */
const boosts: readonly (readonly [keyof Fields, number])[] = [
  ['title', 2],
  ['ask', 3],
  ['text', 1],
];
/** The usual constants: how soon a term that comes again adds nothing, how much long fields lose, and the least a term adds. */
const saturation = 1.2;
const lengthLoss = 0.7;
const least = 0.5;

/** @param held which articles hold a term, as `relevanceHolders` finds them */
export function relevance({ count, begins, holders, weights }: Holders): Relevance {
  const scores = new Float64Array(count);
  const matched = new Uint16Array(count);
  return {
    of(asked) {
      scores.fill(0);
      matched.fill(0);
      asked.forEach((term, n) => {
        const first = asked.indexOf(term) === n ? 1 : 0;
        const to = term < 0 ? 0 : (begins[term + 1] ?? 0);
        for (let place = begins[term] ?? 0; place < to; place += 1) {
          const article = holders[place] ?? 0;
          scores[article] = (scores[article] ?? 0) + (weights[place] ?? 0);
          matched[article] = (matched[article] ?? 0) + first;
        }
      });
      // An article that has more of the words comes before one that has few of them often.
      for (let article = 0; article < count; article += 1)
        scores[article] = (scores[article] ?? 0) * (matched[article] ?? 0);
      return scores;
    },
  };
}

/** What each term adds to each article. @param size how many terms there are, numbered from 0 */
export function relevanceHolders(articles: readonly Fields[], size: number): Holders {
  const fields = boosts.map(([name, boost]) => ({ ...counted(articles, name, size), boost }));
  const begins = new Uint32Array(size + 1);
  // Of each article the terms that any of its fields has, and what they add together.
  const all = fields.reduce((total, { terms }) => total + terms.length, 0);
  const terms = new Uint32Array(all);
  const sums = new Float64Array(all);
  const ends = new Uint32Array(articles.length);
  const seenAt = new Uint32Array(size);
  let end = 0;
  for (let article = 0; article < articles.length; article += 1) {
    const begin = end;
    for (const { terms: those, times, ends: until, having, average, boost } of fields) {
      const from = until[article - 1] ?? 0;
      const to = until[article] ?? 0;
      const long = saturation * (1 - lengthLoss + (lengthLoss * (to - from)) / average);
      for (let n = from; n < to; n += 1) {
        const term = those[n] ?? 0;
        const count = times[n] ?? 0;
        const by = having[term] ?? 0;
        const rare = Math.log(1 + (articles.length - by + 0.5) / (by + 0.5));
        const weight = boost * (rare * (least + (count * (saturation + 1)) / (count + long)));
        const known = (seenAt[term] ?? 0) - 1;
        if (known >= begin) sums[known] = (sums[known] ?? 0) + weight;
        else {
          terms[end] = term;
          sums[end] = weight;
          end += 1;
          seenAt[term] = end;
          begins[term + 1] = (begins[term + 1] ?? 0) + 1;
        }
      }
    }
    ends[article] = end;
  }
  for (let term = 0; term < size; term += 1) begins[term + 1] = (begins[term + 1] ?? 0) + (begins[term] ?? 0);
  const holders = new Uint32Array(end);
  const weights = new Float64Array(end);
  const next = begins.slice();
  for (let article = 0, n = 0; article < articles.length; article += 1)
    for (; n < (ends[article] ?? 0); n += 1) {
      const place = next[terms[n] ?? 0] ?? 0;
      next[terms[n] ?? 0] = place + 1;
      holders[place] = article;
      weights[place] = sums[n] ?? 0;
    }
  return { count: articles.length, begins, holders, weights };
}

/** How often each term comes in a field of each article, how many have it, and how many different ones a field has on average. */
function counted(articles: readonly Fields[], field: keyof Fields, size: number) {
  const all = articles.reduce((total, article) => total + article[field].length, 0);
  const terms = new Uint32Array(all);
  const times = new Uint32Array(all);
  const ends = new Uint32Array(articles.length);
  const having = new Uint32Array(size);
  const seenAt = new Uint32Array(size);
  let average = 0;
  let end = 0;
  articles.forEach((article, at) => {
    const begin = end;
    for (const term of article[field]) {
      const known = (seenAt[term] ?? 0) - 1;
      if (known >= begin) {
        times[known] = (times[known] ?? 0) + 1;
        continue;
      }
      terms[end] = term;
      times[end] = 1;
      end += 1;
      seenAt[term] = end;
      having[term] = (having[term] ?? 0) + 1;
    }
    ends[at] = end;
    average = (average * at + (end - begin)) / (at + 1);
  });
  return { terms: terms.subarray(0, end), times, ends, having, average };
}
