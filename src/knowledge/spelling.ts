/** Repairs typing slips against the words that the articles use. */
export interface Speller {
  /**
   * The word itself when it is known, the known word it is a slip of, or null.
   * @param atMost slips at most; without it one in short words, two in longer ones
   */
  repair(word: string, atMost?: number): string | null;
}

/** The known words of one length. */
interface Known {
  words: string[];
  counts: number[];
  /** Which letters each has, one bit for a letter. */
  letters: number[];
}

/** Shorter words, and words with a digit, are taken as typed: a slip of one may be anything. */
const shortest = 4;
/** No word of the articles is as long; neither is a slip of one. */
const longest = 40;

/** @param words known words with how often they are used */
export function speller(words: ReadonlyMap<string, { count: number }>): Speller {
  const byLength: Known[] = Array.from({ length: longest + 3 }, () => ({ words: [], counts: [], letters: [] }));
  for (const [word, { count }] of words) {
    const known = word.length < shortest ? undefined : byLength[word.length];
    known?.words.push(word);
    known?.counts.push(count);
    known?.letters.push(lettersOf(word));
  }
  return {
    repair(word, atMost = 2) {
      if (words.has(word)) return word;
      if (word.length < shortest || word.length > longest || /\d/.test(word)) return null;
      const most = Math.min(atMost, word.length < 7 ? 1 : 2);
      const letters = lettersOf(word);
      let best: { word: string; cost: number; count: number } | null = null;
      for (let length = word.length - most; length <= word.length + most; length += 1) {
        const known = byLength[length];
        if (known === undefined) continue;
        for (let at = 0; at < known.words.length; at += 1) {
          // A slip changes two letters at the most: what differs in more is no slip, and is not looked at closer.
          if (bits(letters ^ (known.letters[at] ?? 0)) > 2 * most) continue;
          const candidate = known.words[at] ?? '';
          const distance = slips(word, candidate, most);
          if (distance > most) continue;
          // People seldom miss the first letter.
          const cost = distance + (candidate[0] === word[0] ? 0 : 0.6);
          const count = known.counts[at] ?? 0;
          if (best === null || cost < best.cost || (cost === best.cost && count > best.count))
            best = { word: candidate, cost, count };
        }
      }
      return best !== null && best.cost <= most ? best.word : null;
    },
  };
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) % 32);
  return letters;
}

/** How many bits are set. */
function bits(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Three rows of the table of `slips`, used again and again. */
const rows = [new Uint8Array(longest + 4), new Uint8Array(longest + 4), new Uint8Array(longest + 4)] as const;

/** Letters missed, added, changed or swapped between two words; more than `most` gives up early. */
function slips(a: string, b: string, most: number): number {
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const letter = a.charCodeAt(i - 1);
    next[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[b.length] ?? most + 1;
}
