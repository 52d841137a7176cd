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

/** @param terms how many terms there are, numbered from 0 */
export function relevance(articles: readonly Fields[], terms: number): Relevance {
  const holders: number[][] = Array.from({ length: terms }, () => []);
  const weights: number[][] = Array.from({ length: terms }, () => []);
  for (const [field, boost] of boosts) {
    const counts = articles.map((article) => counted(article[field]));
    const having = new Uint32Array(terms);
    let average = 0;
    counts.forEach((count, at) => {
      average = (average * at + count.size) / (at + 1);
      for (const term of count.keys()) having[term] = (having[term] ?? 0) + 1;
    });
    counts.forEach((count, article) => {
      const long = saturation * (1 - lengthLoss + (lengthLoss * count.size) / average);
      for (const [term, times] of count) {
        const by = having[term] ?? 0;
        const rare = Math.log(1 + (articles.length - by + 0.5) / (by + 0.5));
        add(term, article, boost * (rare * (least + (times * (saturation + 1)) / (times + long))));
      }
    });
  }
  function add(term: number, article: number, weight: number) {
    const known = holders[term] ?? [];
    const weighed = weights[term] ?? [];
    const at = known.indexOf(article);
    if (at < 0) {
      known.push(article);
      weighed.push(weight);
    } else weighed[at] = (weighed[at] ?? 0) + weight;
  }

  const scores = new Float64Array(articles.length);
  const matched = new Uint16Array(articles.length);
  return {
    of(asked) {
      scores.fill(0);
      matched.fill(0);
      asked.forEach((term, n) => {
        const isFirst = asked.indexOf(term) === n;
        holders[term]?.forEach((article, at) => {
          scores[article] = (scores[article] ?? 0) + (weights[term]?.[at] ?? 0);
          if (isFirst) matched[article] = (matched[article] ?? 0) + 1;
        });
      });
      // An article that has more of the words comes before one that has few of them often.
      for (let article = 0; article < scores.length; article += 1)
        scores[article] = (scores[article] ?? 0) * (matched[article] ?? 0);
      return scores;
    },
  };
}

/** How often each term comes. */
function counted(terms: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
