/** A facility of the provider list. */
export interface Provider {
  ccn: string;
  name: string;
  /** As the list says it, in plain words: "Nursing home". */
  type: string;
  address: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  chain: string | null;
  /** The iQIES Facility ID, only where the operator's own list has it. */
  facilityId: string | null;
  /** The date of the list that knew it, as people read it: "Feb 2018". */
  asOf: string;
}

/** Facilities that a search has besides those it shows are counted up to so many: who has more must say more anyway. */
export const mostMore = 1_000;

/**
 * "Bloomfield Care Center, Bloomfield IA, 165326" in at most `most` characters (40 or more): the name is cut, a very
 * long city too, never the CCN.
 */
export function shortLabel(provider: Provider, most = 75): string {
  const half = Math.floor((most - provider.ccn.length) / 2);
  const city = provider.city === null ? null : cut(provider.city, half - 5);
  const place = [city, provider.state].filter(Boolean).join(' ');
  const tail = `${place === '' ? '' : `, ${place}`}, ${provider.ccn}`;
  return `${cut(provider.name, most - tail.length)}${tail}`;
}

/** A text in at most `most` UTF-16 units, never ending in half a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
