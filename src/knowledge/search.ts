import type { Article } from './article.ts';
import { gramCount, gramsOf } from './grams.ts';
import { leanOf } from './lean.ts';
import { likeness, softness } from './likeness.ts';
import { relevance } from './relevance.ts';
import { slipsAmong } from './slips-among.ts';
import { speller } from './spelling.ts';
import { telling, vocabulary, type Word } from './vocabulary.ts';
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

/** Chosen by trial on the phrasings left out and on the dev set; the gate is fitted, this is not. */
const weights = { words: 0.4, grams: 0.5, text: 0.4 } as const;
/** How much the second and third nearest phrasing of an article count beside the nearest. */
const alsoNear = [1, 0.5, 0.3] as const;

/**
 * Builds the index. A few hundred articles with ten thousand phrasings take some tens of milliseconds.
 * @param notOurs questions that this bot does not answer: the nearest of them competes with the articles
 */
export function buildSearch(help: readonly Article[], notOurs: readonly string[] = []): Search {
  const articles = notOurs.length === 0 ? help : [...help, foreign(notOurs)];
  const known = vocabulary();
  const written = articles.map(({ title, ask }) =>
    [title, ...ask].map((text) => {
      const words = known.read(text);
      for (const word of words) word.count += 1;
      return words;
    }),
  );
  const texts = articles.map(({ text }) => known.read(text));
  const slips = slipsAmong(known.words, new Set([...texts, ...written.map(([title = []]) => title)].flat()));
  const verbatim = new Map<string, number>();
  const asked = written.map((list, index) =>
    list.map((typed) => {
      const words = typed.map((word) => slips.get(word) ?? word);
      verbatim.set(words.map(({ word }) => word).join(' '), index);
      return words;
    }),
  );
  const spelling = speller(new Map([...known.words].filter(([, word]) => !slips.has(word))));
  const numbers = (words: readonly Word[]) => words.map(({ stem }) => stem);
  const stems = [...known.stems.keys()];
  const phrasings = asked.flatMap((list, group) => list.map((words) => ({ group, terms: numbers(telling(words)) })));
  const isOurs = ({ group }: { group: number }) => articles[group]?.outcome === 'answer';
  const lean = leanOf(
    phrasings.filter(isOurs).map(({ terms }) => terms),
    phrasings.filter((phrasing) => !isOurs(phrasing)).map(({ terms }) => terms),
    stems.length,
  );
  const farthest = (Math.log(1 + articles.length) + 1) ** softness;
  const byWord = likeness(phrasings, articles.length, stems.length, farthest);
  const grams = phrasings.map(({ terms }, group) => ({
    group,
    terms: gramsOf(terms.map((term) => stems[term] ?? '')),
  }));
  const byGram = likeness(grams, phrasings.length, gramCount, farthest);
  const fits = relevance(
    asked.map(([title = [], ...ask], index) => ({
      title: numbers(telling(title)),
      ask: numbers(telling(ask.flat())),
      text: numbers(telling(texts[index] ?? [])),
    })),
    stems.length,
  );
  // The phrasings of an article stand side by side, up to where those of the next begin.
  let end = 0;
  const ends = asked.map((list) => {
    end += list.length;
    return end;
  });
  const said = new Map<number, ReadonlySet<number>>();
  /** Every stem that an article speaks of, found when it first matters. */
  const saidBy = (index: number): ReadonlySet<number> => {
    const found =
      said.get(index) ??
      new Set([...(asked[index] ?? []), texts[index] ?? []].flatMap((words) => numbers(telling(words))));
    said.set(index, found);
    return found;
  };
  const termsOf = (stemmed: readonly string[]) => stemmed.map((one) => known.stems.get(one) ?? -1);

  return {
    find(question) {
      const typed = wordsOf(question.slice(0, 1_000)).slice(0, 60);
      const words = typed.map((word) => spelling.repair(word) ?? word);
      const stemmed = stemsOf(words);
      const terms = termsOf(stemmed);
      const weightOf = (term: number) => byWord.weightOf(term) || farthest;
      const all = sum(terms.map(weightOf));
      const unknown = sum(terms.filter((term) => byWord.weightOf(term) === 0).map(weightOf));
      const wordLike = byWord.to(termsOf([...new Set(stemmed)]));
      const gramLike = byGram.to([...new Set(gramsOf(stemmed))]);
      const textFits = fits.of(termsOf(stemsOf(wordsOf(words.join(' ')))));
      const bestText = Math.max(1e-9, ...textFits);
      const same = verbatim.get(words.join(' '));
      const near = articles.flatMap((article, index) => {
        const from = ends[index - 1] ?? 0;
        const best = mostLike(wordLike, gramLike, from, ends[index] ?? 0);
        const [first] = best;
        if (first === undefined) return [];
        const similar = sum(best.map((one, n) => one.similar * (alsoNear[n] ?? 0))) / sum(alsoNear);
        const text = (textFits[index] ?? 0) / bestText;
        const score = similar + weights.text * text;
        return [{ index, article, score, words: wordLike[first.at] ?? 0, grams: gramLike[first.at] ?? 0, text }];
      });
      const best = near
        .toSorted((a, b) => Number(b.index === same) - Number(a.index === same) || b.score - a.score)
        .slice(0, 8);
      const speaksOf = best[0] === undefined ? undefined : saidBy(best[0].index);
      const covered = all === 0 ? 0 : sum(terms.filter((term) => speaksOf?.has(term)).map(weightOf)) / all;
      return {
        ranked: best.map(({ index: _, ...ranked }) => ranked),
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

/** The three phrasings of an article that are most like a question, nearest first. */
function mostLike(wordLike: Float64Array, gramLike: Float64Array, from: number, to: number) {
  const best: { at: number; similar: number }[] = [];
  for (let at = from; at < to; at += 1) {
    const similar = weights.words * (wordLike[at] ?? 0) + weights.grams * (gramLike[at] ?? 0);
    if (similar <= (best[alsoNear.length - 1]?.similar ?? 0)) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.similar ?? 0) < similar) place -= 1;
    best.splice(place, 0, { at, similar });
    if (best.length > alsoNear.length) best.pop();
  }
  return best;
}
