import type { ProviderDirectory } from '#application/provider-search.ts';
import type { Provider } from '#domain/provider.ts';
import type { Db } from './database.ts';
import { dateInWords, words } from './provider-rows.ts';
import type { ProviderTables } from './provider-tables.ts';

type Row = ProviderTables['provider'];

/** Words past these change nothing that anybody would see. */
const mostWords = 6;
/** A prefix that this many facilities share is only counted. */
const mostCandidates = 5_000;

/**
 * Facilities by CCN, name, city, State or type. All words must be there, each as the beginning of a word. Exact CCN, then CCN prefix, then the person's States, then the name.
 */
export function openProviderDirectory(db: Db): ProviderDirectory {
  return {
    async search(query, { states = [], limit }) {
      const wanted = words(query).slice(0, mostWords);
      if (wanted.join('').length < 2) return { rows: [], more: 0 };
      const byCcn = await byNumber(db, query, limit);
      const byWord = await byWords(db, wanted);
      const ccns = [...new Set([...byCcn.ccns, ...byWord])];
      const rows = await load(db, ccns.slice(0, mostCandidates));
      const found = [...rows.values()].map(toProvider).sort(order(byCcn.ccns, states, wanted));
      const all = Math.max(ccns.length, byCcn.all);
      return { rows: found.slice(0, limit), more: Math.max(0, all - Math.min(limit, found.length)) };
    },
    async find(ccns) {
      const rows = await load(db, ccns);
      return new Map([...rows].map(([ccn, row]) => [ccn, toProvider(row)]));
    },
    async near(ccn) {
      return [...(await load(db, variants(ccn))).values()].slice(0, 5).map(toProvider);
    },
    async listDate() {
      const row = await active(db)
        .select((eb) => eb.fn.max('provider.as_of').as('as_of'))
        .executeTakeFirst();
      return row?.as_of ? dateInWords(row.as_of) : null;
    },
  };
}

const active = (db: Db) =>
  db
    .selectFrom('provider')
    .innerJoin('provider_list', 'provider_list.id', 'provider.list_id')
    .where('provider_list.active', '=', 1);

/** Facilities whose CCN begins with what was typed, when that can be a CCN. */
async function byNumber(db: Db, query: string, limit: number): Promise<{ ccns: string[]; all: number }> {
  const prefix = query.toUpperCase().replace(/[\s-]/g, '');
  if (!/^(?=.*\d)[0-9A-Z]{2,10}$/.test(prefix)) return { ccns: [], all: 0 };
  const matching = active(db).where('provider.ccn', '>=', prefix).where('provider.ccn', '<', `${prefix}~`);
  const rows = await matching.select('provider.ccn').distinct().orderBy('provider.ccn').limit(limit).execute();
  const count = await matching
    .select((eb) => eb.fn.count<number>('provider.ccn').distinct().as('count'))
    .executeTakeFirst();
  return { ccns: rows.map((row) => row.ccn), all: Number(count?.count ?? 0) };
}

/** CCNs that have all words: one range of the word table for each, cut down to what they share. */
async function byWords(db: Db, wanted: readonly string[]): Promise<string[]> {
  const holding = (word: string) =>
    db
      .selectFrom('provider_word')
      .innerJoin('provider_list', 'provider_list.id', 'provider_word.list_id')
      .where('provider_list.active', '=', 1)
      .where('provider_word.word', '>=', word)
      .where('provider_word.word', '<', `${word}~`)
      .select('provider_word.ccn');
  const [first = '', ...others] = wanted;
  const rows = await others
    .reduce((query, word) => query.intersect(holding(word)), holding(first).distinct())
    .execute();
  return rows.map((row) => row.ccn);
}

/** The newest row of each CCN over all active lists. */
async function load(db: Db, ccns: readonly string[]): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (let from = 0; from < ccns.length; from += 500) {
    const some = await active(db)
      .selectAll('provider')
      .where('provider.ccn', 'in', ccns.slice(from, from + 500))
      .orderBy('provider.as_of')
      .execute();
    for (const row of some)
      rows.set(row.ccn, { ...row, facility_id: row.facility_id ?? rows.get(row.ccn)?.facility_id ?? null });
  }
  return rows;
}

function order(byCcn: readonly string[], states: readonly string[], wanted: readonly string[]) {
  const first = wanted[0] ?? '';
  const rank = (provider: Provider) => {
    if (byCcn.includes(provider.ccn)) return 0;
    if (provider.state !== null && states.includes(provider.state)) return 1;
    return provider.name.toLowerCase().startsWith(first) ? 2 : 3;
  };
  return (a: Provider, b: Provider) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.ccn.localeCompare(b.ccn);
}

function toProvider({ facility_id, as_of, list_id: _list, ...row }: Row): Provider {
  return { ...row, facilityId: facility_id, asOf: dateInWords(as_of) };
}

/** Numbers one slip away: a character changed, or two neighbours swapped. */
function variants(ccn: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at < ccn.length; at += 1) {
    for (const digit of '0123456789') found.add(ccn.slice(0, at) + digit + ccn.slice(at + 1));
    if (at > 0) found.add(ccn.slice(0, at - 1) + ccn.charAt(at) + ccn.charAt(at - 1) + ccn.slice(at + 1));
  }
  found.delete(ccn);
  return [...found];
}
