import type { ProviderDirectory } from '#application/provider-search.ts';
import { mostMore } from '#domain/provider.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { forLengths } from './lengths.ts';
import { dateInWords } from './provider-dates.ts';
import { type ActiveLists, activeLists, loadProviders, mergeRows, type Row, readRows } from './provider-load.ts';
import { type InList, type KnownLists, matchWords } from './provider-match.ts';
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
  const known: KnownLists = new Map();
  return {
    async search(query, { states = [], limit }) {
      const text = query.slice(0, mostText);
      const wanted = [...new Set(words(text))].slice(0, mostWords);
      if (wanted.join('').length < 2) return { rows: [], more: 0 };
      const lists = await activeLists(db);
      if (lists.ids.length === 0) return { rows: [], more: 0 };
      const enough = limit + mostMore + 1;
      const prefix = ccnPrefix(text);
      const numbered = prefix === null ? noNumber : await matchNumber(db, lists, prefix, limit, enough);
      // Where numbers fill what is shown, words only count.
      const left = numbered.ccns.length < limit ? limit : 0;
      const asked = { words: wanted, states: states.slice(0, mostStates), limit: left };
      const worded = numbered.count < enough ? await matchWords(db, lists, known, asked) : [];
      const best = worded.flatMap((list) => list.best.map(({ ccn }) => ccn));
      const rows = await readRows(db, lists, [...new Set([...numbered.ccns, ...best])]);
      const ccns = [...new Set([...numbered.ccns, ...inOrder(worded, rows)])].slice(0, limit);
      const found = mergeRows(lists, ccns, rows);
      const all = Math.min(numbered.count + countWorded(worded, prefix, enough), enough);
      return { rows: [...found.values()], more: Math.max(0, all - found.size) };
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

const noNumber = { ccns: [] as string[], count: 0 };

/** The CCNs that begin so: the first ones in order, and how many there are, counted as far as it is enough. */
async function matchNumber(db: Db, { ids }: ActiveLists, prefix: string, limit: number, enough: number) {
  const ends = [prefix, `${prefix}~`] as const;
  const rows = await rowsOfNumber(ids.length, limit)(db, ...ends, ...ids);
  const ccns = rows.map(({ ccn }) => ccn);
  if (rows.length < limit) return { ccns, count: rows.length };
  const [counted] = await countOfNumber(ids.length, enough)(db, ...ends, ...ids);
  return { ccns, count: Number(counted?.count ?? 0) };
}

const numbersOf = (db: Db, from: string, to: string, ids: readonly string[], most: number) =>
  db
    .selectFrom('provider')
    .select('ccn')
    .distinct()
    .where('ccn', '>=', from)
    .where('ccn', '<', to)
    .where('list_id', 'in', ids)
    .orderBy('ccn')
    .limit(most);

const rowsOfNumber = forLengths((_lists, most) =>
  fixed((db, from: string, to: string, ...ids: string[]) => numbersOf(db, from, to, ids, most)),
);

const countOfNumber = forLengths((_lists, most) =>
  fixed((db, from: string, to: string, ...ids: string[]) =>
    db.selectFrom(numbersOf(db, from, to, ids, most).as('some')).select((eb) => eb.fn.countAll<number>().as('count')),
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

/** How many there are besides those of the number, each once; counted as far as it is enough. */
function countWorded(worded: readonly InList[], prefix: string | null, enough: number): number {
  const having = worded.filter(({ count }) => count > 0);
  const [first, ...others] = having;
  if (first === undefined) return 0;
  if ((others.length === 0 && prefix === null) || having.some(({ count }) => count >= enough))
    return Math.min(Math.max(...having.map(({ count }) => count)), enough);
  const all = new Set(having.flatMap(({ ccns }) => ccns(enough)));
  return [...all].filter((ccn) => prefix === null || !ccn.startsWith(prefix)).length;
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
