/** Dates of lists, as far as they are known: yyyy, yyyy-mm or yyyy-mm-dd. Their order is that of the text. */

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = '(0[1-9]|1[0-2])';
const day = '(0[1-9]|[12]\\d|3[01])';
const year = '((?:19|20)\\d{2})';

/** Ways to write a date, the most exact first, each with the order of its parts. */
const ways: readonly (readonly [RegExp, 'ymd' | 'mdy' | 'my' | 'ny'])[] = [
  [new RegExp(`(?<!\\d)${year}[-_.]?${month}[-_.]?${day}(?!\\d)`), 'ymd'],
  [new RegExp(`(?<!\\d)(0?[1-9]|1[0-2])/(0?[1-9]|[12]\\d|3[01])/${year}(?!\\d)`), 'mdy'],
  [new RegExp(`(?<!\\d)${year}[-_.]?${month}(?!\\d)`), 'ymd'],
  [new RegExp(`(?<!\\d)${month}[-_.]${year}(?!\\d)`), 'my'],
  [new RegExp(`(?<![a-z])(${names.join('|')})[a-z]*[-_. ]?${year}(?!\\d)`, 'i'), 'ny'],
  [new RegExp(`(?<!\\d)${year}(?!\\d)`), 'ymd'],
];

/**
 * A date somewhere in a text: "synthea-2018-02", "NH_ProviderInfo_Aug2026.csv", "hospitals_08_2026", "07/01/2022".
 * @returns null where there is none
 */
export function dateIn(text: string): string | null {
  for (const [way, order] of ways) {
    const found = way.exec(text.slice(0, 300));
    if (found === null) continue;
    const [, a = '', b = '', c = ''] = found;
    switch (order) {
      case 'ymd':
        return [a, b, c].filter(Boolean).join('-');
      case 'mdy':
        return `${c}-${a.padStart(2, '0')}-${b.padStart(2, '0')}`;
      case 'my':
        return `${b}-${a}`;
      case 'ny':
        return `${b}-${String(names.findIndex((name) => name.toLowerCase() === a.toLowerCase()) + 1).padStart(2, '0')}`;
    }
  }
  return null;
}

/** A stored date as people read it: "Feb 2018", "2025". */
export function dateInWords(date: string): string {
  const [inYear, inMonth] = [date.slice(0, 4), date.length > 4 ? date.slice(5, 7) : undefined];
  return inMonth === undefined ? inYear : `${names[Number(inMonth) - 1] ?? ''} ${inYear}`.trim();
}
