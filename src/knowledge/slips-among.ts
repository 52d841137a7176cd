import { speller } from './spelling.ts';
import type { Word } from './vocabulary.ts';

/** How often a word has to be written to be no slip, where no title and no text has it. */
const seenOften = 3;

/**
 * Typing slips in the phrasings themselves, each with the word that it stands for: a rare word that is one letter away
 * from one of ours. Kept as words of their own they would draw every such slip to their article.
 * @param ours the words of titles and texts, which are written with care
 */
export function slipsAmong(words: ReadonlyMap<string, Word>, ours: ReadonlySet<Word>): Map<Word, Word> {
  const trusted = new Map([...words].filter(([, word]) => ours.has(word) || word.count >= seenOften));
  const spelling = speller(trusted);
  const slips = new Map<Word, Word>();
  for (const [typed, word] of words) {
    const meant = trusted.has(typed) ? null : spelling.repair(typed, 1);
    const found = meant === null ? undefined : trusted.get(meant);
    if (found !== undefined) slips.set(word, found);
  }
  return slips;
}
