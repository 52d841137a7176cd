import type { Article } from './article.ts';
import { addGrams, gramCount, gramsOf } from './grams.ts';
import { leanOf } from './lean.ts';
import { likeness, type Phrasings, softness } from './likeness.ts';
import { ranker } from './rank.ts';
import { relevance } from './relevance.ts';
import { slipsAmong } from './slips-among.ts';
import { speller } from './spelling.ts';
import { joined, tellingStems, vocabulary } from './vocabulary.ts';
import { keyOf, stemsOf, wordsOf } from './words.ts';

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
 * Builds the index. A few hundred articles with ten thousand phrasings take some tens of milliseconds.
 * @param notOurs questions that this bot does not answer: the nearest of them competes with the articles
 * @param keys of phrasings that were folded before
 */
export function buildSearch(
  help: readonly Article[],
  notOurs: readonly string[] = [],
  keys: ReadonlyMap<string, string> = new Map(),
): Search {
  const articles = notOurs.length === 0 ? help : [...help, foreign(notOurs)];
  const known = vocabulary();
  const written = articles.map(({ title, ask }) =>
    [title, ...ask].map((text) => {
      const key = keys.get(text) ?? keyOf(text);
      const words = known.keep(key === '' ? [] : key.split(' '));
      for (const word of words) word.count += 1;
      return words;
    }),
  );
  const texts = articles.map(({ text }) => known.keep(wordsOf(text)));
  const slips = slipsAmong(known.words, new Set(joined([...texts, ...written.map(([title = []]) => title)])));
  const verbatim = new Map<string, number>();
  const asked = written.map((list, index) =>
    list.map((typed) => {
      const words = typed.map((word) => slips.get(word) ?? word);
      verbatim.set(words.map(({ word }) => word).join(' '), index);
      return words;
    }),
  );
  const spelling = speller(new Map([...known.words].filter(([, word]) => !slips.has(word))));
  const stems = [...known.stems.keys()];
  const phrasings: number[][] = [];
  const group: number[] = [];
  asked.forEach((list, index) => {
    for (const words of list) {
      phrasings.push(tellingStems(words));
      group.push(index);
    }
  });
  const groups = Uint32Array.from(group);
  const isOurs = (_: unknown, at: number) => articles[groups[at] ?? 0]?.outcome === 'answer';
  const lean = leanOf(
    phrasings.filter(isOurs),
    phrasings.filter((phrasing, at) => !isOurs(phrasing, at)),
    stems.length,
  );
  const farthest = (Math.log(1 + articles.length) + 1) ** softness;
  const byWord = likeness(inOne(phrasings), groups, stems.length, farthest);
  const each = groups.map((_, at) => at);
  const byGram = likeness(gramsIn(phrasings, stems), each, gramCount, farthest);
  const fits = relevance(
    asked.map(([title = [], ...ask], index) => ({
      title: tellingStems(title),
      ask: tellingStems(joined(ask)),
      text: tellingStems(texts[index] ?? []),
    })),
    stems.length,
  );
  let end = 0;
  const ends = asked.map((list) => {
    end += list.length;
    return end;
  });
  const rank = ranker(ends);
  const said = new Map<number, ReadonlySet<number>>();
  /** Every stem that an article speaks of, found when it first matters. */
  const saidBy = (index: number): ReadonlySet<number> => {
    const found = said.get(index) ?? new Set([...(asked[index] ?? []), texts[index] ?? []].flatMap(tellingStems));
    said.set(index, found);
    return found;
  };
  const termsOf = (stemmed: readonly string[]) => stemmed.map((one) => known.stems.get(one) ?? -1);

  return {
    find(question) {
      const typed = wordsOf(question.slice(0, 1_000)).slice(0, 60);
      const words = typed.map((word) => spelling.repair(word) ?? word);
      // A word said twenty times says no more than once.
      const stemmed = [...new Set(stemsOf(words))];
      const terms = termsOf(stemmed);
      const weightOf = (term: number) => byWord.weightOf(term) || farthest;
      const all = sum(terms.map(weightOf));
      const unknown = sum(terms.filter((term) => byWord.weightOf(term) === 0).map(weightOf));
      const wordLike = byWord.to(terms);
      const gramLike = byGram.to([...new Set(gramsOf(stemmed))]);
      const textFits = fits.of(termsOf([...new Set(stemsOf(wordsOf(words.join(' '))))]));
      const same = verbatim.get(words.join(' '));
      const best = rank({ words: wordLike, grams: gramLike, texts: textFits, same });
      const speaksOf = best[0] === undefined ? undefined : saidBy(best[0].index);
      const covered = all === 0 ? 0 : sum(terms.filter((term) => speaksOf?.has(term)).map(weightOf)) / all;
      return {
        ranked: best.flatMap(({ index, nearest, score, text }) => {
          const article = articles[index];
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

/** The terms of all phrasings in one list. */
function inOne(phrasings: readonly (readonly number[])[]): Phrasings {
  const ends = new Uint32Array(phrasings.length);
  let end = 0;
  phrasings.forEach((list, at) => {
    end += list.length;
    ends[at] = end;
  });
  const terms = new Uint32Array(end);
  for (const [at, list] of phrasings.entries()) terms.set(list, ends[at - 1] ?? 0);
  return { terms, ends };
}

/** The groups of characters of all phrasings in one list. */
function gramsIn(phrasings: readonly (readonly number[])[], stems: readonly string[]): Phrasings {
  const lengths = phrasings.map((list) => list.reduce((total, term) => total + (stems[term] ?? '').length + 1, 0));
  const terms = new Uint32Array(sum(lengths));
  const ends = new Uint32Array(phrasings.length);
  let end = 0;
  phrasings.forEach((list, at) => {
    end = addGrams(
      list.map((term) => stems[term] ?? ''),
      terms,
      end,
    );
    ends[at] = end;
  });
  return { terms: terms.subarray(0, end), ends };
}
