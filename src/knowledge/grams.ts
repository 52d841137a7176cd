/** Groups of three characters, each as one number: they find slips and endings that words miss. */

/** Letters, digits and the space in front of words, and one place for whatever else there may be. */
const signs = 38;
const space = 36;

/** How many groups there can be: their numbers are below this. */
export const gramCount = signs ** 3;

const signOf = new Uint8Array(128).fill(signs - 1);
for (let n = 0; n < 26; n += 1) signOf[97 + n] = n;
for (let n = 0; n < 10; n += 1) signOf[48 + n] = 26 + n;
signOf[32] = space;

/** The groups of words that are joined by spaces, with a space at both ends, in order. */
export function gramsOf(words: readonly string[]): number[] {
  const grams: number[] = [];
  addGrams(words, grams, 0);
  return grams;
}

/**
 * Writes the groups into a list.
 * @param at where the first one is written
 * @returns where the next one may be written
 */
export function addGrams(words: readonly string[], grams: Uint32Array | number[], at: number): number {
  let next = at;
  let gram = space;
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n] ?? '';
    for (let c = 0; c <= word.length; c += 1) {
      const sign = c === word.length ? space : (signOf[word.charCodeAt(c)] ?? signs - 1);
      gram = (gram * signs + sign) % gramCount;
      if (n + c === 0) continue;
      grams[next] = gram;
      next += 1;
    }
  }
  return next;
}
