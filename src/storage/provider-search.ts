import type { ProviderDirectory } from '#application/provider-search.ts';
import { mostMore } from '#domain/provider.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { forLengths } from './lengths.ts';
import { dateInWords } from './provider-dates.ts';
import { type ActiveLists, activeLists, loadProviders, mergeRows, type Row, readRows } from './provider-load.ts';
import { type InList, type KnownCcns, matchWords } from './provider-match.ts';
import { nearCcns } from './provider-near.ts';
import { words } from './provider-words.ts';

/** Words past these change nothing that anybody would see, nor do letters past those. */
const mostWords = 6;
const mostText = 300;
const mostStates = 10;
const mostNear = 5;

/**
 * The facilities of all active lists. Exact CCN first, then CCN prefix, then the person's States, then names that begin
 * with the first word, then by name. All words must be there, each as the beginning of a word of name, city, State or type.
 */
export function openProviderDirectory(db: Db): ProviderDirectory {
  const known: KnownCcns = new Map();
  return {
    async search(query, { states = [], limit }) {
      const text = query.slice(0, mostText);
      const wanted = [...new Set(words(text))].slice(0, mostWords);
      if (wanted.join('').length < 2) return { rows: [], more: 0 };
      const lists = await activeLists(db);
      if (lists.ids.length === 0) return { rows: [], more: 0 };
      const enough = limit + mostMore + 1;
      const prefix = ccnPrefix(text);
      const numbered = prefix === null ? [] : await matchNumber(db, lists, prefix, enough);
      const asked = { words: wanted, states: states.slice(0, mostStates), limit };
      const worded = await matchWords(db, lists, known, asked);
      const first = numbered.slice(0, limit);
      const rows = await readRows(db, lists, [
        ...new Set([...first, ...worded.flatMap(({ best }) => best.map(({ ccn }) => ccn))]),
      ]);
      const ccns = [...new Set([...first, ...inOrder(worded, rows)])].slice(0, limit);
      const found = mergeRows(lists, ccns, rows);
      return { rows: [...found.values()], more: Math.max(0, countAll(numbered, worded, enough) - found.size) };
    },
    async find(ccns) {
      return loadProviders(db, await activeLists(db), [...new Set(ccns)]);
    },
    async near(ccn) {
      const found = await loadProviders(db, await activeLists(db), nearCcns(ccn));
      return [...found.values()].slice(0, mostNear);
    },
    async chain(name, limit) {
      const lists = await activeLists(db);
      const ccns = await matchChain(db, lists, name);
      const rows = [...(await loadProviders(db, lists, ccns.slice(0, limit))).values()];
      return { rows, more: ccns.length - rows.length };
    },
    async listDate() {
      const [row] = await newestDate(db);
      return row?.as_of ? dateInWords(row.as_of) : null;
    },
  };
}

/** What was typed as the beginning of a CCN; null when it has no digit or can't be one. */
function ccnPrefix(text: string): string | null {
  const typed = text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  return /^(?=.*\d)[0-9A-Z]{2,10}$/.test(typed) ? typed : null;
}

/** The CCNs that begin so, in order, no more of them than are counted. */
async function matchNumber(db: Db, { ids }: ActiveLists, prefix: string, most: number): Promise<string[]> {
  const rows = await rowsOfNumber(ids.length, most)(db, prefix, `${prefix}~`, ...ids);
  return rows.map(({ ccn }) => ccn);
}

const rowsOfNumber = forLengths((lists, most) =>
  fixed((db, from: string, to: string, ...ids: string[]) =>
    db
      .selectFrom('provider')
      .select('ccn')
      .distinct()
      .where('ccn', '>=', from)
      .where('ccn', '<', to)
      .where('list_id', 'in', ids.slice(0, lists))
      .orderBy('ccn')
      .limit(most),
  ),
);

/** The best of all lists, put in one order. A list has its own in order already. */
function inOrder(found: readonly InList[], rows: ReadonlyMap<string, readonly Row[]>): string[] {
  const having = found.filter(({ best }) => best.length > 0);
  if (having.length < 2) return having.flatMap(({ best }) => best.map(({ ccn }) => ccn));
  const keyed = having.flatMap(({ listId, best }) =>
    best.map(({ ccn, rank }) => {
      const name = rows.get(ccn)?.find(({ list_id }) => list_id === listId)?.name ?? '';
      // A character below all others parts name and number, so that a name comes before the names it begins.
      return { ccn, key: `${rank}${name.toLowerCase()}\u0000${ccn}` };
    }),
  );
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ ccn }) => ccn);
}

/** How many there are, each once; as soon as one kind alone has so many that nobody reads on, no more than those. */
function countAll(numbered: readonly string[], worded: readonly InList[], enough: number): number {
  const counts = [numbered.length, ...worded.map(({ count }) => count)];
  const most = Math.max(...counts);
  if (most >= enough || most === counts.reduce((all, count) => all + count, 0)) return Math.min(most, enough);
  const all = new Set(numbered);
  for (const { ccns } of worded) for (const ccn of ccns(enough)) all.add(ccn);
  return Math.min(all.size, enough);
}

const newestDate = fixed((db) =>
  db
    .selectFrom('provider_list')
    .select((eb) => eb.fn.max('as_of').as('as_of'))
    .where('active', '=', 1),
);

/** As lower() of both databases does it: letters without marks only. */
const lowerLatin = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** CCNs of a chain by State and CCN; the biggest chains have some hundreds. */
async function matchChain(db: Db, { ids }: ActiveLists, name: string): Promise<string[]> {
  if (ids.length === 0 || name === '') return [];
  const rows = await db
    .selectFrom('provider')
    .select(['ccn', 'state'])
    .where('list_id', 'in', ids)
    .where((eb) => eb(eb.fn<string>('lower', ['chain']), '=', lowerLatin(name)))
    .orderBy('state', (order) => order.asc().nullsFirst())
    .orderBy('ccn')
    .limit(5_000)
    .execute();
  return [...new Set(rows.map(({ ccn }) => ccn))];
}
