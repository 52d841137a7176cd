import { type SqlBool, sql } from 'kysely';
import type { Db } from './database.ts';
import type { ActiveLists } from './provider-load.ts';

/** Which facilities have all the words, best first. Words are beginnings of words, looked up as ranges. */

export interface Matching {
  /** The best ones, not more than asked for. */
  ccns: string[];
  /** How many there are. */
  all: number;
}

export interface Wanted {
  lists: ActiveLists;
  /** One or more. */
  words: readonly string[];
  /** A facility of these States comes first. */
  states: readonly string[];
  limit: number;
}

/** As many matches are read and put in order at once; where there are more, an index in the right order is walked. */
const mostSorted = 1_000;

/** The best facilities that have all words: own States first, then names that begin with the first word, then by name. */
export async function matchWords(db: Db, wanted: Wanted): Promise<Matching> {
  const [rarest = '', ...others] = await rarestFirst(db, wanted.words);
  const holding = db
    .selectFrom('provider_word as w')
    .where('w.list_id', 'in', wanted.lists.ids)
    .where('w.word', '>=', rarest)
    .where('w.word', '<', after(rarest))
    .where((eb) => eb.and(others.map((word) => has(word))));
  const few = await holding
    .innerJoin('provider as p', (join) => join.onRef('p.ccn', '=', 'w.ccn').onRef('p.list_id', '=', 'w.list_id'))
    .select(['p.ccn', 'p.name', 'p.state', 'p.facility_id'])
    .limit(mostSorted + 1)
    .execute();
  if (few.length <= mostSorted) return inOrder(few, wanted);
  const { all } = await holding
    .select((eb) => eb.fn.count<number>('w.ccn').distinct().as('all'))
    .executeTakeFirstOrThrow();
  return { ccns: await walk(db, wanted), all: Number(all) };
}

/** The end of the range of words that begin with this one; words are letters and digits. */
const after = (word: string) => `${word}~`;

/** The row `w` of this query is of a facility that has the word too. */
const has = (word: string) => sql<SqlBool>`exists (select 1 from provider_word as v where v.ccn = w.ccn
  and v.list_id = w.list_id and v.word >= ${word} and v.word < ${after(word)})`;

async function rarestFirst(db: Db, words: readonly string[]): Promise<string[]> {
  if (words.length < 2) return [...words];
  const counted: { word: string; count: number }[] = [];
  for (const word of words) {
    const some = db
      .selectFrom('provider_word')
      .select('ccn')
      .where('word', '>=', word)
      .where('word', '<', after(word))
      .limit(20 * mostSorted);
    const { count } = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counted.push({ word, count: Number(count) });
  }
  return counted.toSorted((a, b) => a.count - b.count).map(({ word }) => word);
}

interface Light {
  ccn: string;
  name: string;
  state: string | null;
  facility_id: string | null;
}

function inOrder(rows: readonly Light[], { words, states, limit }: Wanted): Matching {
  const first = words[0] ?? '';
  const ranked = rows.map(({ ccn, name, state, facility_id }) => {
    const lower = name.toLowerCase();
    const exact = words.length === 1 && facility_id?.toLowerCase() === first;
    const rank = exact ? 0 : state !== null && states.includes(state) ? 1 : lower.startsWith(first) ? 2 : 3;
    // A character below all others parts name and number, so that a name comes before the names it begins.
    return { ccn, key: `${rank}${lower}\u0000${ccn}` };
  });
  ranked.sort((a, b) => (a.key < b.key ? -1 : 1));
  const ccns = [...new Set(ranked.map(({ ccn }) => ccn))];
  return { ccns: ccns.slice(0, limit), all: ccns.length };
}

/** The same order by indexes, for words that thousands have: each step ends as soon as there are enough. */
async function walk(db: Db, { lists, words, states, limit }: Wanted): Promise<string[]> {
  const byName = db
    .selectFrom('provider as w')
    .select('w.ccn')
    .where('w.list_id', 'in', lists.ids)
    .where((eb) => eb.and(words.map((word) => has(word))))
    .orderBy(sql`lower(w.name)`)
    .limit(limit * lists.ids.length);
  const first = words[0] ?? '';
  const steps = [
    ...states.map((state) => byName.where('w.state', '=', state)),
    byName.where(sql<SqlBool>`lower(w.name) >= ${first} and lower(w.name) < ${after(first)}`),
    byName,
  ];
  const ccns = new Set<string>();
  for (const step of steps) {
    if (ccns.size >= limit) break;
    for (const { ccn } of await step.execute()) ccns.add(ccn);
  }
  return [...ccns].slice(0, limit);
}
