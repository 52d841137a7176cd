import type { Article } from './article.ts';
import { gramsOf } from './grams.ts';
import { leanOf } from './lean.ts';
import { likeness } from './likeness.ts';
import { ranker } from './rank.ts';
import { relevance } from './relevance.ts';
import { type SearchIndex, searchIndex } from './search-index.ts';
import { speller } from './spelling.ts';
import { stemsOf, wordsOf } from './words.ts';

/** Ranks articles for a question: what people asked before in other words counts most, the text of an article a little. */

interface Ranked {
  article: Article;
  /** All together, 0 to about 1. */
  score: number;
  /** How like the nearest phrasing by words, and by groups of characters (slips, endings). */
  words: number;
  grams: number;
  /** How well the article as a whole fits, against the best one. */
  text: number;
}

export interface Found {
  ranked: readonly Ranked[];
  /** The share of what the question says, by weight, that no article knows. */
  unknownShare: number;
  /** The share of what it says that the first article speaks of anywhere. */
  covered: number;
  /** How many telling words the question has. */
  telling: number;
  /** Whether it speaks as what this bot does not answer (lean.ts). */
  lean: { all: number; most: number };
  /** It is a known phrasing, word for word. */
  exact: boolean;
}

export interface Search {
  find(question: string): Found;
}

/**
 * A search over articles. Without what is kept of it, its index is built.
 * @param notOurs questions that this bot does not answer: the nearest of them competes with the articles
 */
export function buildSearch(help: readonly Article[], notOurs: readonly string[] = [], kept?: SearchIndex): Search {
  const articles = searched(help, notOurs);
  const index = kept ?? searchIndex(articles, new Map());
  const spelling = speller(index.words);
  const lean = leanOf(index.leans);
  const byWord = likeness(index.byWord, index.farthest);
  const byGram = likeness(index.byGram, index.farthest);
  const fits = relevance(index.byArticle);
  const rank = ranker(index.ends);
  const { said } = index;
  const saidBy = (at: number): Uint32Array => said.terms.subarray(said.ends[at - 1] ?? 0, said.ends[at] ?? 0);
  const termsOf = (stemmed: readonly string[]) => stemmed.map((one) => index.stems.get(one) ?? -1);

  return {
    find(question) {
      const typed = wordsOf(question.slice(0, 1_000)).slice(0, 60);
      const words = typed.map((word) => spelling.repair(word) ?? word);
      // A word said twenty times says no more than once.
      const stemmed = [...new Set(stemsOf(words))];
      const terms = termsOf(stemmed);
      const weightOf = (term: number) => byWord.weightOf(term) || index.farthest;
      const all = sum(terms.map(weightOf));
      const unknown = sum(terms.filter((term) => byWord.weightOf(term) === 0).map(weightOf));
      const wordLike = byWord.to(terms);
      const gramLike = byGram.to([...new Set(gramsOf(stemmed))]);
      const textFits = fits.of(termsOf([...new Set(stemsOf(wordsOf(words.join(' '))))]));
      const same = index.verbatim.get(words.join(' '));
      const best = rank({ words: wordLike, grams: gramLike, texts: textFits, same });
      const speaksOf = best[0] === undefined ? new Uint32Array() : saidBy(best[0].index);
      const covered = all === 0 ? 0 : sum(terms.filter((term) => speaksOf.includes(term)).map(weightOf)) / all;
      return {
        ranked: best.flatMap(({ index: at, nearest, score, text }) => {
          const article = articles[at];
          const [alike, spelled] = [wordLike[nearest] ?? 0, gramLike[nearest] ?? 0];
          return article === undefined ? [] : [{ article, score, words: alike, grams: spelled, text }];
        }),
        unknownShare: all === 0 ? 1 : unknown / all,
        covered,
        telling: terms.length,
        lean: lean.of(terms),
        exact: same !== undefined,
      };
    },
  };
}

/** The articles, and last one that stands for whatever is not ours. */
export const searched = (help: readonly Article[], notOurs: readonly string[]): readonly Article[] =>
  notOurs.length === 0 ? help : [...help, foreign(notOurs)];

/** What other help is asked for, as one article that answers nothing. */
const foreign = (ask: readonly string[]): Article => ({
  id: 'not-ours',
  title: '',
  outcome: 'unknown',
  audience: 'any',
  ask: [...ask],
  sources: [],
  actions: [],
  related: [],
  follow: {},
  text: '',
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
