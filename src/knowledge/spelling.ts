/** Repairs typing slips against the words that the articles use. */
export interface Speller {
  /** The word itself when it is known, the known word it is a slip of, or null. */
  repair(word: string): string | null;
}

/** @param known words with how often they are used */
export function speller(known: ReadonlyMap<string, number>): Speller {
  const byLength = new Map<number, string[]>();
  for (const word of known.keys()) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  return {
    repair(word) {
      if (known.has(word)) return word;
      if (word.length < 4 || /\d/.test(word)) return null;
      const most = word.length < 7 ? 1 : 2;
      let best: { word: string; cost: number; count: number } | null = null;
      for (let length = word.length - most; length <= word.length + most; length += 1) {
        for (const candidate of byLength.get(length) ?? []) {
          if (candidate.length < 4) continue;
          const distance = slips(word, candidate, most);
          if (distance > most) continue;
          // People seldom miss the first letter.
          const cost = distance + (candidate[0] === word[0] ? 0 : 0.6);
          const count = known.get(candidate) ?? 0;
          if (best === null || cost < best.cost || (cost === best.cost && count > best.count))
            best = { word: candidate, cost, count };
        }
      }
      return best !== null && best.cost <= most ? best.word : null;
    },
  };
}

/** Letters missed, added, changed or swapped between two words; more than `most` gives up early. */
function slips(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? most + 1;
}
