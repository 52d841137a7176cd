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

/** "Bloomfield Care Center, Bloomfield IA, 165326" in at most `most` characters: the name is cut, never the CCN. */
export function shortLabel(provider: Provider, most = 75): string {
  const place = [provider.city, provider.state].filter(Boolean).join(' ');
  const tail = `${place === '' ? '' : `, ${place}`}, ${provider.ccn}`;
  const room = most - tail.length;
  const name =
    provider.name.length <= room ? provider.name : `${provider.name.slice(0, Math.max(room - 1, 1)).trimEnd()}…`;
  return `${name}${tail}`;
}
