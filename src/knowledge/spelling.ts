/** Repairs typing slips against the words that the articles use. */
export interface Speller {
  /**
   * The word itself when it is known, the known word it is a slip of, or null.
   * @param atMost slips at most; without it one in short words, two in longer ones
   */
  repair(word: string, atMost?: number): string | null;
}

interface Known {
  word: string;
  count: number;
  /** Which letters it has, one bit each. */
  letters: number;
}

/** Shorter words, and words with a digit, are taken as typed: a slip of one may be anything. */
const shortest = 4;
/** No word of the articles is as long; neither is a slip of one. */
const longest = 40;

/** @param words known words with how often they are used */
export function speller(words: ReadonlyMap<string, { count: number }>): Speller {
  const byLength: Known[][] = Array.from({ length: longest + 3 }, () => []);
  for (const [word, { count }] of words)
    if (word.length >= shortest) byLength[word.length]?.push({ word, count, letters: lettersOf(word) });
  return {
    repair(word, atMost = 2) {
      if (words.has(word)) return word;
      if (word.length < shortest || word.length > longest || /\d/.test(word)) return null;
      const most = Math.min(atMost, word.length < 7 ? 1 : 2);
      const letters = lettersOf(word);
      let best: { word: string; cost: number; count: number } | null = null;
      for (let length = word.length - most; length <= word.length + most; length += 1) {
        for (const known of byLength[length] ?? []) {
          // A slip changes two letters at the most: what differs in more is no slip, and is not looked at closer.
          if (bits(letters ^ known.letters) > 2 * most) continue;
          const distance = slips(word, known.word, most);
          if (distance > most) continue;
          // People seldom miss the first letter.
          const cost = distance + (known.word[0] === word[0] ? 0 : 0.6);
          if (best === null || cost < best.cost || (cost === best.cost && known.count > best.count))
            best = { word: known.word, cost, count: known.count };
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
