import type { Article } from './article.ts';
import { addGrams, gramCount } from './grams.ts';
import type { Holders, PhrasingHolders, Phrasings } from './holders.ts';
import { leansOf } from './lean.ts';
import { phrasingHolders, softness } from './likeness.ts';
import { relevanceHolders } from './relevance.ts';
import { slipsAmong } from './slips-among.ts';
import { joined, tellingStems, vocabulary } from './vocabulary.ts';
import { keyOf, wordsOf } from './words.ts';

/** What a search looks things up in: lists only, so that it can be kept in a file and read again as it is. */
export interface SearchIndex {
  /** Words that a slip may be meant as, with how often they are used. */
  words: ReadonlyMap<string, { count: number }>;
  /** The numbers of stems. */
  stems: ReadonlyMap<string, number>;
  /** The article that has a phrasing, by the words of it. */
  verbatim: ReadonlyMap<string, number>;
  /** The phrasings of an article stand side by side, up to this one. */
  ends: Uint32Array;
  /** Every stem that an article speaks of. */
  said: Phrasings;
  /** Of each stem (lean.ts). */
  leans: Float64Array;
  byWord: PhrasingHolders;
  byGram: PhrasingHolders;
  byArticle: Holders;
  /** How telling a word counts that no phrasing has. */
  farthest: number;
}

/**
 * Builds the index. A few hundred articles with ten thousand phrasings take a tenth of a second.
 * @param keys of phrasings that were folded before
 */
export function searchIndex(articles: readonly Article[], keys: ReadonlyMap<string, string>): SearchIndex {
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
      // The first one keeps it: what other help is asked for stands last, and takes no article's own words away.
      const said = words.map(({ word }) => word).join(' ');
      if (!verbatim.has(said)) verbatim.set(said, index);
      return words;
    }),
  );
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
  const farthest = (Math.log(1 + articles.length) + 1) ** softness;
  const each = groups.map((_, at) => at);
  const fields = asked.map(([title = [], ...ask], index) => ({
    title: tellingStems(title),
    ask: tellingStems(joined(ask)),
    text: tellingStems(texts[index] ?? []),
  }));
  let end = 0;
  return {
    words: new Map(
      [...known.words].filter(([, word]) => !slips.has(word)).map(([typed, { count }]) => [typed, { count }]),
    ),
    stems: known.stems,
    verbatim,
    ends: Uint32Array.from(asked, (list) => {
      end += list.length;
      return end;
    }),
    said: inOne(asked.map((list, index) => [...new Set([...list, texts[index] ?? []].flatMap(tellingStems))])),
    leans: leansOf(
      phrasings.filter(isOurs),
      phrasings.filter((phrasing, at) => !isOurs(phrasing, at)),
      stems.length,
    ),
    byWord: phrasingHolders(inOne(phrasings), groups, stems.length),
    byGram: phrasingHolders(gramsIn(phrasings, stems), each, gramCount),
    byArticle: relevanceHolders(fields, stems.length),
    farthest,
  };
}

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
  let most = 0;
  for (const list of phrasings) for (const term of list) most += (stems[term] ?? '').length + 1;
  const terms = new Uint32Array(most);
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
