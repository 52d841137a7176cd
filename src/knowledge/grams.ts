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
  const text = words.join(' ');
  const grams: number[] = [];
  let gram = space;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    gram = (gram * signs + (signOf[code] ?? signs - 1)) % gramCount;
    if (at > 0) grams.push(gram);
  }
  return grams;
}
