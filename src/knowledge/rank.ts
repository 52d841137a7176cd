/** Puts articles in order: by the phrasings nearest to the question, and a little by the article as a whole. */

export interface Place {
  /** Which article. */
  index: number;
  /** Its phrasing that is nearest. */
  nearest: number;
  /** All together, 0 to about 1. */
  score: number;
  /** How well the article as a whole fits, against the best one. */
  text: number;
}

/** What is known of a question: of each phrasing how like it is, of each article how well it fits as a whole. */
export interface Signs {
  words: Float64Array;
  grams: Float64Array;
  texts: Float64Array;
  /** The article that has the question word for word. */
  same: number | undefined;
}

/** Chosen by trial on the phrasings left out and on the dev set; the gate is fitted, this is not. */
const weights = { words: 0.4, grams: 0.5, text: 0.4 } as const;
/** How much the nearest phrasing of an article counts, and the second and third nearest beside it. */
const alsoNear = [1, 0.5, 0.3] as const;
const allNear = alsoNear[0] + alsoNear[1] + alsoNear[2];
const most = 8;

/**
 * A question looks at every phrasing, so nothing is made for each of them that would have to be cleared away.
 * @param ends the phrasings of an article stand side by side, up to this one
 */
export function ranker(ends: Uint32Array): (signs: Signs) => Place[] {
  const nearest = new Uint32Array(ends.length);
  const scores = new Float64Array(ends.length);
  const articles = Array.from(ends, (_, index) => index);
  return ({ words, grams, texts, same }) => {
    let bestText = 1e-9;
    for (const text of texts) if (text > bestText) bestText = text;
    let at = 0;
    for (const index of articles) {
      let first = 0;
      let second = 0;
      let third = 0;
      for (const end = ends[index] ?? 0; at < end; at += 1) {
        const similar = weights.words * (words[at] ?? 0) + weights.grams * (grams[at] ?? 0);
        if (similar <= third) continue;
        if (similar > first) {
          third = second;
          second = first;
          first = similar;
          nearest[index] = at;
        } else if (similar > second) {
          third = second;
          second = similar;
        } else third = similar;
      }
      const similar = (first * alsoNear[0] + second * alsoNear[1] + third * alsoNear[2]) / allNear;
      scores[index] = first === 0 ? 0 : similar + weights.text * ((texts[index] ?? 0) / bestText);
    }
    const score = (index: number) => scores[index] ?? 0;
    return articles
      .filter((index) => score(index) > 0)
      .sort((a, b) => Number(b === same) - Number(a === same) || score(b) - score(a))
      .slice(0, most)
      .map((index) => ({
        index,
        nearest: nearest[index] ?? 0,
        score: score(index),
        text: (texts[index] ?? 0) / bestText,
      }));
  };
}
