import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { forLengths } from './lengths.ts';
import { ccnsTerm, ccnWidth, facilityIdTerm, firstTerm, startsTerm, startTerm, stateTerm } from './provider-index.ts';
import type { ActiveLists } from './provider-load.ts';
import { addWritten, countPlaces, firstPlaces, keepCommon, noPlaces, type Places } from './provider-places.ts';

/** Which facilities of a list have all the words, best first. Words are beginnings of words. */

export interface Wanted {
  /** One or more. */
  words: readonly string[];
  /** A facility of these States comes first. */
  states: readonly string[];
  limit: number;
}

/** What one list has. */
export interface InList {
  listId: string;
  /** The best ones: Facility ID, own States, names that begin with the first word, others; each by name. */
  best: { ccn: string; rank: number }[];
  count: number;
  /** The numbers of the first so many, in no order that means anything. */
  ccns(most: number): string[];
}

/** What is kept of each list for as long as it is active: a megabyte where it has 100,000 facilities. */
export type KnownLists = Map<string, KnownList>;

interface KnownList {
  /** In the order of their places. */
  ccns: string;
  /** The beginnings that the index keeps as one. */
  starts: ReadonlySet<string>;
  /** The States' facilities, as far as they were asked for: somebody's own States are asked for with each letter. */
  states: Map<string, Places>;
}

/** What each of the lists has. */
export async function matchWords(db: Db, lists: ActiveLists, known: KnownLists, wanted: Wanted): Promise<InList[]> {
  for (const id of known.keys()) if (!lists.ids.includes(id)) known.delete(id);
  const found: InList[] = [];
  for (const id of lists.ids) {
    const list = known.get(id) ?? (await learn(db, id));
    // Somebody removes it just now.
    if (list === null) continue;
    known.set(id, list);
    found.push({ listId: id, ...(await matchIn(db, id, list, wanted)) });
  }
  return found;
}

async function learn(db: Db, listId: string): Promise<KnownList | null> {
  const rows = await rowsOfTerms(2, 0)(db, listId, ccnsTerm, startsTerm);
  const [ccns, starts] = [ccnsTerm, startsTerm].map((term) => rows.find((row) => row.term === term)?.places);
  return ccns === undefined || starts === undefined
    ? null
    : { ccns, starts: new Set(starts.split(' ')), states: new Map() };
}

async function matchIn(
  db: Db,
  listId: string,
  { ccns, starts, states: known }: KnownList,
  { words, states, limit }: Wanted,
): Promise<Omit<InList, 'listId'>> {
  const first = words[0] ?? '';
  const id = words.length === 1 ? [facilityIdTerm(first)] : [];
  const unknown = states.filter((state) => !known.has(state));
  const exact = [...unknown.map(stateTerm), ...id];
  const terms = await readTerms(db, listId, starts, [...words, firstTerm(first)], exact);
  const size = ccns.length / ccnWidth;
  const ccnAt = (place: number) => ccns.slice(place * ccnWidth, (place + 1) * ccnWidth).trimEnd();
  const all = beginning(terms, first, size);
  for (const word of words.slice(1)) keepCommon(all, beginning(terms, word, size));
  for (const state of unknown) known.set(state, one(terms, [stateTerm(state)], size));
  const count = countPlaces(all);
  const best = new Map<number, number>();
  const take = (rank: number, places: () => Places) => {
    if (best.size >= Math.min(limit, count)) return;
    for (const place of firstPlaces(all, limit, places())) if (!best.has(place)) best.set(place, rank);
  };
  if (id.some((term) => terms.has(term))) take(0, () => one(terms, id, size));
  if (states.length > 0) take(1, () => union(states, known, size));
  take(2, () => beginning(terms, firstTerm(first), size));
  take(3, () => all);
  const ranked = [...best].slice(0, limit).map(([place, rank]) => ({ ccn: ccnAt(place), rank }));
  return { best: ranked, count, ccns: (most) => firstPlaces(all, most).map(ccnAt) };
}

type Terms = Map<string, string>;

/** The facilities that a term fits that begins so. */
function beginning(terms: Terms, start: string, size: number): Places {
  const asOne = terms.get(startTerm(start));
  const places = noPlaces(size);
  if (asOne !== undefined) addWritten(places, asOne);
  else for (const [term, written] of terms) if (term.startsWith(start)) addWritten(places, written);
  return places;
}

/** The facilities that one of these terms fits. */
function one(terms: Terms, wanted: readonly string[], size: number): Places {
  const places = noPlaces(size);
  for (const term of wanted) addWritten(places, terms.get(term) ?? 'g');
  return places;
}

function union(states: readonly string[], known: KnownList['states'], size: number): Places {
  const [only] = states;
  const places = states.length === 1 && only !== undefined ? known.get(only) : undefined;
  if (places !== undefined) return places;
  const all = noPlaces(size);
  for (const state of states)
    for (const [at, bits] of (known.get(state) ?? []).entries()) all[at] = (all[at] ?? 0) | bits;
  return all;
}

/** What the index of a list has for these beginnings, and for these terms as they are. */
async function readTerms(
  db: Db,
  listId: string,
  starts: ReadonlySet<string>,
  begins: readonly string[],
  exact: readonly string[],
): Promise<Terms> {
  const asOne = begins.filter((start) => starts.has(start)).map(startTerm);
  const few = begins.filter((start) => !starts.has(start));
  const terms = [...asOne, ...exact];
  const ends = few.flatMap((start) => [start, `${start}~`]);
  const rows = await rowsOfTerms(terms.length, few.length)(db, listId, ...terms, ...ends);
  return new Map(rows.map(({ term, places }) => [term, places]));
}

/** Rows of so many terms, and of all terms between so many pairs. */
const rowsOfTerms = forLengths((terms, pairs) =>
  fixed((db, listId: string, ...values: string[]) => {
    const ofList = db.selectFrom('provider_index').select(['term', 'places']).where('list_id', '=', listId);
    const between = Array.from({ length: pairs }, (_, pair) => {
      const [from = '', to = ''] = values.slice(terms + 2 * pair);
      return ofList.where('term', '>=', from).where('term', '<', to);
    });
    const [first, ...others] = terms === 0 ? between : [ofList.where('term', 'in', values.slice(0, terms)), ...between];
    if (first === undefined) throw new Error('nothing is looked up');
    return others.reduce((all, other) => all.unionAll(other), first);
  }),
);
