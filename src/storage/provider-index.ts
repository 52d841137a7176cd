import { addPlace, firstPlaces, noPlaces, type Places, writePlaces } from './provider-places.ts';
import type { ProviderTables } from './provider-tables.ts';
import { words, wordsOf } from './provider-words.ts';

/**
 * What a list is searched by: for each term the places of the facilities it fits, in the order of their names. It is made
 * once, when a list is imported, so that a search reads some short texts, however many facilities have the words.
 */

export type IndexEntry = Pick<ProviderTables['provider_index'], 'term' | 'places'>;
type Indexed = Pick<ProviderTables['provider'], 'ccn' | 'name' | 'city' | 'state' | 'type' | 'facility_id'>;

/** The CCNs themselves, in order, each as wide as the longest can be. */
export const ccnsTerm = '';
export const ccnWidth = 10;

/** The facilities whose name begins with this word. */
export const firstTerm = (word: string) => `^${word}`;
/** The facilities of a State. */
export const stateTerm = (code: string) => `=${code}`;
/** The facility with this Facility ID. */
export const facilityIdTerm = (id: string) => `#${id}`;
/** All terms that begin so, as one, where there are many. */
export const startTerm = (start: string) => `${start}*`;
/** Which those beginnings are, with a space between them. */
export const startsTerm = '*';
/** As many terms may begin alike before they are kept as one, too. */
const mostAlike = 24;

/** The index of a list that is read facility by facility. */
export function indexList() {
  const facilities: { ccn: string; name: string; terms: number[] }[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (term: string) => {
    const known = numbers.get(term) ?? numbers.size;
    if (known === numbers.size) numbers.set(term, known);
    return known;
  };
  return {
    add(facility: Indexed): void {
      const terms = wordsOf(facility);
      const [first] = words(facility.name);
      if (first !== undefined) terms.push(firstTerm(first));
      if (facility.state !== null) terms.push(stateTerm(facility.state));
      if (facility.facility_id !== null) terms.push(facilityIdTerm(facility.facility_id.toLowerCase()));
      facilities.push({ ccn: facility.ccn, name: facility.name.toLowerCase(), terms: terms.map(numberOf) });
    },
    entries: (): Generator<IndexEntry> => entriesOf(facilities, [...numbers.keys()]),
  };
}

function* entriesOf(
  facilities: { ccn: string; name: string; terms: readonly number[] }[],
  terms: readonly string[],
): Generator<IndexEntry> {
  facilities.sort((a, b) => (a.name < b.name || (a.name === b.name && a.ccn < b.ccn) ? -1 : 1));
  yield { term: ccnsTerm, places: facilities.map(({ ccn }) => ccn.padEnd(ccnWidth)).join('') };
  const places: number[][] = terms.map(() => []);
  for (const [place, facility] of facilities.entries()) for (const term of facility.terms) places[term]?.push(place);
  const sorted = terms.map((term, number) => ({ term, places: places[number] ?? [] }));
  sorted.sort((a, b) => (a.term < b.term ? -1 : 1));
  const size = facilities.length;
  for (const { term, places } of sorted) yield { term, places: writePlaces(places, size) };
  const ofWords = sorted.filter(({ term }) => /^[a-z0-9]/.test(term));
  const ofFirst = sorted.filter(({ term }) => term.startsWith('^'));
  const known: string[] = [];
  for (const { start, places } of [...starts(ofWords, 0, size), ...starts(ofFirst, 1, size)]) {
    known.push(start);
    yield { term: startTerm(start), places };
  }
  yield { term: startsTerm, places: known.join(' ') };
}

type Term = { term: string; places: readonly number[] };

/** The starts that many of the terms have in common, longer than so many characters; the terms are in order. */
function* starts(terms: readonly Term[], length: number, size: number): Generator<{ start: string; places: string }> {
  for (let from = 0, to = 0; from < terms.length; from = to) {
    const start = terms[from]?.term.slice(0, length + 1) ?? '';
    while (to < terms.length && terms[to]?.term.startsWith(start)) to += 1;
    if (start.length <= length || to - from <= mostAlike) continue;
    const alike = terms.slice(from, to);
    yield { start, places: writePlaces(firstPlaces(union(alike, size), size), size) };
    // One that has no character more stands first, and begins nothing longer.
    yield* starts(alike[0]?.term === start ? alike.slice(1) : alike, length + 1, size);
  }
}

function union(terms: readonly Term[], size: number): Places {
  const all = noPlaces(size);
  for (const { places } of terms) for (const place of places) addPlace(all, place);
  return all;
}
