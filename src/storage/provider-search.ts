import type { ProviderDirectory } from '#application/provider-search.ts';
import type { Db } from './database.ts';
import { dateInWords } from './provider-dates.ts';
import { type ActiveLists, activeLists, loadProviders } from './provider-load.ts';
import { type Matching, matchWords } from './provider-match.ts';
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
  return {
    async search(query, { states = [], limit }) {
      const text = query.slice(0, mostText);
      const wanted = [...new Set(words(text))].slice(0, mostWords);
      const lists = await activeLists(db);
      if (wanted.join('').length < 2 || lists.ids.length === 0) return { rows: [], more: 0 };
      const prefix = ccnPrefix(text);
      const numbered = prefix === null ? { ccns: [], all: 0 } : await matchNumber(db, lists, prefix, limit);
      const worded = await matchWords(db, { lists, words: wanted, states: states.slice(0, mostStates), limit });
      const others = prefix === null ? worded.ccns : worded.ccns.filter((ccn) => !ccn.startsWith(prefix));
      const rows = await loadProviders(db, lists, [...numbered.ccns, ...others].slice(0, limit));
      const all = numbered.all + worded.all - (worded.ccns.length - others.length);
      return { rows: [...rows.values()], more: Math.max(0, all - rows.size) };
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
      const row = await db
        .selectFrom('provider_list')
        .select((eb) => eb.fn.max('as_of').as('as_of'))
        .where('active', '=', 1)
        .executeTakeFirst();
      return row?.as_of ? dateInWords(row.as_of) : null;
    },
  };
}

/** What was typed as the beginning of a CCN; null when it has no digit or can't be one. */
function ccnPrefix(text: string): string | null {
  const typed = text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  return /^(?=.*\d)[0-9A-Z]{2,10}$/.test(typed) ? typed : null;
}

async function matchNumber(db: Db, { ids }: ActiveLists, prefix: string, limit: number): Promise<Matching> {
  const matching = db
    .selectFrom('provider')
    .where('list_id', 'in', ids)
    .where('ccn', '>=', prefix)
    .where('ccn', '<', `${prefix}~`);
  const rows = await matching.select('ccn').distinct().orderBy('ccn').limit(limit).execute();
  if (rows.length < limit) return { ccns: rows.map(({ ccn }) => ccn), all: rows.length };
  const { all } = await matching
    .select((eb) => eb.fn.count<number>('ccn').distinct().as('all'))
    .executeTakeFirstOrThrow();
  return { ccns: rows.map(({ ccn }) => ccn), all: Number(all) };
}

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
