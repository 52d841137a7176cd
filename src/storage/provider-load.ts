import type { Provider } from '#domain/provider.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { forLengths } from './lengths.ts';
import { dateInWords } from './provider-dates.ts';
import type { ProviderTables } from './provider-tables.ts';

/** The lists people search in. */
export interface ActiveLists {
  ids: readonly string[];
  /** The operator's own among them: they count more than those of CMS. */
  own: ReadonlySet<string>;
}

/** Asked for once a search, so that a list that becomes active meanwhile is seen whole or not at all. */
export async function activeLists(db: Db): Promise<ActiveLists> {
  const lists = await active(db);
  const own = lists.filter(({ layout }) => layout === 'operator');
  return { ids: lists.map(({ id }) => id), own: new Set(own.map(({ id }) => id)) };
}

const active = fixed((db) => db.selectFrom('provider_list').select(['id', 'layout']).where('active', '=', 1));

export type Row = ProviderTables['provider'];

/** Rows that are asked for at once; SQLite takes 32,766 values a statement, PostgreSQL 65,535. */
const atOnce = 500;

/**
 * The providers with these CCNs, in the order of the CCNs. A CCN in several lists is one provider: the operator's row,
 * else the newest; what that one leaves open (an address, a chain, a Facility ID) comes from the others.
 */
export async function loadProviders(
  db: Db,
  lists: ActiveLists,
  ccns: readonly string[],
): Promise<Map<string, Provider>> {
  return mergeRows(lists, ccns, await readRows(db, lists, ccns));
}

/** The rows that the lists have for these CCNs. */
export async function readRows(db: Db, { ids }: ActiveLists, ccns: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = new Map<string, Row[]>();
  for (let from = 0; ids.length > 0 && from < ccns.length; from += atOnce) {
    const wanted = ccns.slice(from, from + atOnce);
    for (const row of await rowsOf(wanted.length, ids.length)(db, ...wanted, ...ids)) {
      const known = rows.get(row.ccn);
      if (known === undefined) rows.set(row.ccn, [row]);
      else known.push(row);
    }
  }
  return rows;
}

const rowsOf = forLengths((ccns, lists) =>
  fixed((db, ...values: string[]) =>
    db
      .selectFrom('provider')
      .selectAll()
      .where('ccn', 'in', values.slice(0, ccns))
      .where('list_id', 'in', values.slice(ccns, ccns + lists)),
  ),
);

/** The providers of these rows, in the order of the CCNs. */
export function mergeRows(
  lists: ActiveLists,
  ccns: readonly string[],
  rows: ReadonlyMap<string, readonly Row[]>,
): Map<string, Provider> {
  return new Map(
    ccns.flatMap((ccn) => {
      const known = rows.get(ccn);
      return known ? [[ccn, merge(known, lists)] as const] : [];
    }),
  );
}

function merge(rows: readonly Row[], { own }: ActiveLists): Provider {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return providerOf(only, []);
  const counts = (row: Row) => `${own.has(row.list_id) ? 1 : 0} ${row.as_of} ${row.list_id}`;
  const [best, ...others] = rows.toSorted((a, b) => (counts(a) < counts(b) ? 1 : -1));
  if (best === undefined) throw new Error('a provider has a row at least');
  return providerOf(best, others);
}

function providerOf(best: Row, others: readonly Row[]): Provider {
  const open = (column: 'address' | 'city' | 'state' | 'zip' | 'chain' | 'facility_id') =>
    best[column] ?? others.find((other) => other[column] !== null)?.[column] ?? null;
  return {
    ccn: best.ccn,
    name: best.name,
    type: best.type,
    address: open('address'),
    city: open('city'),
    state: open('state'),
    zip: open('zip'),
    chain: open('chain'),
    facilityId: open('facility_id'),
    asOf: dateInWords(best.as_of),
  };
}
