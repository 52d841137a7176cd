import { isSmall, stem } from './words.ts';

/** The words of all articles: each is stemmed once, and each stem has a number. */

export interface Word {
  word: string;
  /** The number of its stem. */
  stem: number;
  /** It says nothing of what is meant. */
  small: boolean;
  /** How often it stands in a phrasing. */
  count: number;
}

export interface Vocabulary {
  words: ReadonlyMap<string, Word>;
  /** The numbers of stems. */
  stems: ReadonlyMap<string, number>;
  /** Takes words in. */
  keep(words: readonly string[]): Word[];
}

/** An empty one. */
export function vocabulary(): Vocabulary {
  const words = new Map<string, Word>();
  const stems = new Map<string, number>();
  const entry = (word: string): Word => {
    const known = words.get(word);
    if (known !== undefined) return known;
    const stemmed = stem(word);
    const number = stems.get(stemmed) ?? stems.size;
    stems.set(stemmed, number);
    const made = { word, stem: number, small: isSmall(word), count: 0 };
    words.set(word, made);
    return made;
  };
  return { words, stems, keep: (list) => list.map(entry) };
}

/** The stems of the words that say something, in order; where nothing but small words is left, of those. */
export function tellingStems(words: readonly Word[]): number[] {
  const stems: number[] = [];
  for (const { stem, small } of words) if (!small) stems.push(stem);
  if (stems.length === 0) for (const { stem } of words) stems.push(stem);
  return stems;
}

/** All lists in one. A loop, because `flat` takes ten times as long. */
export function joined(lists: readonly (readonly Word[])[]): Word[] {
  const all: Word[] = [];
  for (const list of lists) for (const word of list) all.push(word);
  return all;
}
