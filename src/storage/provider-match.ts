import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { forLengths } from './lengths.ts';
import { ccnsTerm, ccnWidth, facilityIdTerm, firstTerm, mostAlike, startTerm, stateTerm } from './provider-index.ts';
import type { ActiveLists } from './provider-load.ts';
import { addWritten, countPlaces, firstPlaces, keepCommon, noPlaces, type Places } from './provider-places.ts';
import type { ProviderTables } from './provider-tables.ts';

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

/** The CCNs of the lists in the order of their places, for as long as a list is active. */
export type KnownCcns = Map<string, string>;

/** What each of the lists has. */
export async function matchWords(
  db: Db,
  lists: ActiveLists,
  known: KnownCcns,
  { words, states, limit }: Wanted,
): Promise<InList[]> {
  await learnCcns(db, lists, known);
  const first = words[0] ?? '';
  const begins = [...words, firstTerm(first)];
  const id = words.length === 1 ? [facilityIdTerm(first)] : [];
  const index = await readTerms(db, lists, begins, [...states.map(stateTerm), ...id]);
  return lists.ids.flatMap((listId) => {
    const ccns = known.get(listId);
    const terms = index.get(listId);
    if (ccns === undefined || terms === undefined) return [];
    const size = ccns.length / ccnWidth;
    const ccnAt = (place: number) => ccns.slice(place * ccnWidth, (place + 1) * ccnWidth).trimEnd();
    const all = beginning(terms, first, size);
    for (const word of words.slice(1)) keepCommon(all, beginning(terms, word, size));
    const count = countPlaces(all);
    const ranks = [
      () => one(terms, id, size),
      () => one(terms, states.map(stateTerm), size),
      () => beginning(terms, firstTerm(first), size),
      () => all,
    ];
    const best = new Map<number, number>();
    for (const [rank, places] of ranks.entries()) {
      if (best.size >= Math.min(limit, count)) break;
      for (const place of firstPlaces(all, limit, places())) if (!best.has(place)) best.set(place, rank);
    }
    const ranked = [...best].slice(0, limit).map(([place, rank]) => ({ ccn: ccnAt(place), rank }));
    return [{ listId, best: ranked, count, ccns: (most) => firstPlaces(all, most).map(ccnAt) }];
  });
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

/** What the index of each list has for these beginnings, and for these terms as they are. */
async function readTerms(
  db: Db,
  { ids }: ActiveLists,
  begins: readonly string[],
  exact: readonly string[],
): Promise<Map<string, Terms>> {
  const found = new Map<string, Terms>(ids.map((id) => [id, new Map()]));
  const keep = (rows: readonly ProviderTables['provider_index'][]) => {
    for (const { list_id, term, places } of rows) found.get(list_id)?.set(term, places);
  };
  const terms = [...begins.map(startTerm), ...exact];
  keep(await rowsOfTerms(ids.length, terms.length)(db, ...ids, ...terms));
  // Few terms begin so, where they are not kept as one.
  for (const start of begins)
    for (const id of ids)
      if (!found.get(id)?.has(startTerm(start))) keep(await rowsBeginning(db, id, start, `${start}~`));
  return found;
}

const rowsOfTerms = forLengths((lists, terms) =>
  fixed((db, ...values: string[]) =>
    db
      .selectFrom('provider_index')
      .selectAll()
      .where('list_id', 'in', values.slice(0, lists))
      .where('term', 'in', values.slice(lists, lists + terms)),
  ),
);

const rowsBeginning = fixed((db, listId: string, from: string, to: string) =>
  db
    .selectFrom('provider_index')
    .selectAll()
    .where('list_id', '=', listId)
    .where('term', '>=', from)
    .where('term', '<', to)
    .limit(mostAlike),
);

/** Reads the CCNs of lists that became active, and lets go of those that are no longer. */
async function learnCcns(db: Db, { ids }: ActiveLists, known: KnownCcns): Promise<void> {
  for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
  for (const id of ids) {
    if (known.has(id)) continue;
    const [row] = await rowsOfTerms(1, 1)(db, id, ccnsTerm);
    if (row !== undefined) known.set(id, row.places);
  }
}
