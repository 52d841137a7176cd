import { Keyv, type KeyvStorageAdapter, keyvStorageCapability } from 'keyv';
import { z } from 'zod';
import { type Draft, type Drafts, draftKeptMs } from '#application/draft.ts';
import { taskIds } from '#content/tasks.ts';
import { environments, roleIds } from '#domain/catalogue.ts';
import { withRetry } from './busy.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';

/** Drafts in Keyv over the same database: they may be lost without harm, and expire by themselves. */

/** The most drafts of one person that can be come back to. */
const mostDrafts = 10;

const draftSchema = z.object({
  id: z.string(),
  personId: z.string(),
  step: z.enum(['category', 'role', 'organizations', 'chain', 'check', 'review', 'done']),
  environment: z.enum(environments),
  category: z
    .enum([
      'accrediting-organization',
      'cms',
      'contractor',
      'federal-agency',
      'provider',
      'qio-qin',
      'state-agency',
      'vendor',
    ])
    .nullable(),
  roleId: z.enum(roleIds).nullable(),
  ccns: z.array(z.string()),
  pasted: z.string(),
  kept: z.array(z.string()),
  // Absent in drafts of the first version.
  later: z.array(z.string()).default([]),
  taskId: z.enum(taskIds).nullable().default(null),
  state: z.string().nullable().default(null),
  employeeId: z.string().default(''),
  surveyor: z.boolean().nullable().default(null),
  surveyFor: z.enum(['cms', 'state']).nullable().default(null),
  contractOrganizations: z.array(z.string()).default([]),
  surveyorStanding: z.enum(['new', 'existing']).nullable().default(null),
  federalId: z.string().default(''),
  federalIdAgain: z.string().default(''),
  contractor: z.string().default(''),
  saysGeneralUser: z.boolean().default(false),
  previousId: z.string().nullable().default(null),
  legalName: z.string(),
  harpConfirmed: z.boolean(),
  notVendor: z.boolean(),
  updatedAt: z.number(),
});

/**
 * Opens the drafts. Keyv answers "nothing there" for a broken store as soon as somebody listens to its errors; nobody
 * does here, so each fault is thrown to the one who asked, and `onFault` hears of it.
 */
export function openDrafts(db: Db, onFault: (fault: unknown) => void): Drafts {
  const keyv = new Keyv({ store: draftStore(db), serialization: false });
  const draftIn = (kept: unknown): Draft | null => {
    const parsed = draftSchema.safeParse(kept);
    return parsed.success ? parsed.data : null;
  };
  const get = async (id: string): Promise<Draft | null> => draftIn(await keyv.get(`draft:${id}`));
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (fault) {
      onFault(fault);
      throw fault;
    }
  };
  /** Ids of a person's drafts, the one she worked on last first. */
  const idsOf = async (personId: string): Promise<string[]> => {
    const kept = await keyv.get<string | string[]>(`latest:${personId}`);
    return kept === undefined ? [] : typeof kept === 'string' ? [kept] : kept;
  };
  const save = async (draft: Draft): Promise<void> => {
    const others = (await idsOf(draft.personId)).filter((id) => id !== draft.id);
    const ids = [draft.id, ...others].slice(0, mostDrafts);
    // Both in one statement: what is found is there, and the disk is waited for once. The list's time begins anew, too.
    await keyv.setMany<Draft | string[]>([
      { key: `draft:${draft.id}`, value: draft, ttl: draftKeptMs },
      { key: `latest:${draft.personId}`, value: ids, ttl: draftKeptMs },
    ]);
  };
  const remove = async ({ id: draftId, personId }: Pick<Draft, 'id' | 'personId'>): Promise<void> => {
    const others = (await idsOf(personId)).filter((id) => id !== draftId);
    if (others.length === 0) return void (await keyv.deleteMany([`draft:${draftId}`, `latest:${personId}`]));
    await keyv.delete(`draft:${draftId}`);
    await keyv.set(`latest:${personId}`, others, draftKeptMs);
  };
  const latestOf = async (personId: string): Promise<Draft | null> => {
    for (const id of await idsOf(personId)) {
      const draft = await get(id);
      if (draft !== null) return draft;
    }
    return null;
  };
  const allOf = async (personId: string): Promise<Draft[]> => {
    const ids = await idsOf(personId);
    const kept = ids.length === 0 ? [] : await keyv.getMany(ids.map((id) => `draft:${id}`));
    return kept.map(draftIn).filter((draft) => draft !== null);
  };
  return {
    get: (id) => told(get(id)),
    save: (draft) => told(save(draft)),
    remove: (draft) => told(remove(draft)),
    latestOf: (personId) => told(latestOf(personId)),
    allOf: (personId) => told(allOf(personId)),
  };
}

/** A row of the store: a value of Keyv, and when it ends. */
type Row = { key: string; value: string; expires: number | null };

const live = (db: Db, now: number) =>
  db.selectFrom('draft').where((eb) => eb.or([eb('expires', 'is', null), eb('expires', '>', now)]));

const rowOf = fixed((db, key: string, now: number) => live(db, now).select('value').where('key', '=', key));

const putting = (db: Db, rows: Row[]) =>
  db
    .insertInto('draft')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), expires: eb.ref('excluded.expires') })),
    );

type Expires = number | null;
const putOne = fixed((db, key: string, value: string, expires: Expires) => putting(db, [{ key, value, expires }]));
/** A draft and the list that it stands in. */
const putTwo = fixed((db, a: string, ofA: string, endOfA: Expires, b: string, ofB: string, endOfB: Expires) =>
  putting(db, [
    { key: a, value: ofA, expires: endOfA },
    { key: b, value: ofB, expires: endOfB },
  ]),
);

const removeTwo = fixed((db, one: string, other: string) =>
  db
    .deleteFrom('draft')
    .where((eb) => eb.or([eb('key', '=', one), eb('key', '=', other)]))
    .returning('key'),
);

/** Writes rows in one statement: all or none. */
async function put(db: Db, rows: Row[]): Promise<void> {
  const [a, b] = rows;
  if (a === undefined) return;
  if (b === undefined) await putOne(db, a.key, a.value, a.expires);
  else if (rows.length === 2) await putTwo(db, a.key, a.value, a.expires, b.key, b.value, b.expires);
  else await putting(db, rows).execute();
}

/** What Keyv kept. The first version kept a text of JSON in a text of JSON, as Keyv still does unless it is told not to. */
function valueIn<Value>(row: { value: string }): Value {
  const value: unknown = JSON.parse(row.value);
  return (typeof value === 'string' ? JSON.parse(value, unescaped) : value) as Value;
}

/** Keyv puts a colon before a text that begins with one. */
const unescaped = (_key: string, one: unknown) => (typeof one === 'string' && one.startsWith(':') ? one.slice(1) : one);

/** A Keyv 6 storage adapter over the `draft` table, with absolute expiry. */
export function draftStore(db: Db): KeyvStorageAdapter {
  const write = (rows: Row[]) => withRetry(() => put(db, rows));
  const store = {
    async get<Value>(key: string) {
      const [row] = await rowOf(db, key, Date.now());
      return row === undefined ? undefined : valueIn<Value>(row);
    },
    async getMany<Value>(keys: string[]) {
      const rows = await live(db, Date.now()).select(['key', 'value']).where('key', 'in', keys).execute();
      const found = new Map(rows.map((row) => [row.key, row]));
      return keys.map((key) => {
        const row = found.get(key);
        return row === undefined ? undefined : valueIn<Value>(row);
      });
    },
    async set(key: string, value: unknown, expires?: number) {
      await write([{ key, value: JSON.stringify(value), expires: expires ?? null }]);
      return true;
    },
    async setMany<Value>(entries: { key: string; value: Value; expires?: number }[]) {
      // The last of those with the same key stays.
      const rows = new Map(
        entries.map(({ key, value, expires }) => [
          key,
          { key, value: JSON.stringify(value), expires: expires ?? null },
        ]),
      );
      await write([...rows.values()]);
      return entries.map(() => true);
    },
    async delete(key: string) {
      const [deleted] = await store.deleteMany([key]);
      return deleted ?? false;
    },
    async deleteMany(keys: string[]) {
      const gone: string[] = [];
      // Two at a time: a draft, and the list that it stands in.
      for (let from = 0; from < keys.length; from += 2) {
        const [one = '', other = one] = keys.slice(from, from + 2);
        gone.push(...(await withRetry(() => removeTwo(db, one, other))).map(({ key }) => key));
      }
      return keys.map((key) => gone.includes(key));
    },
    async clear() {
      await db.deleteFrom('draft').execute();
    },
    async has(key: string) {
      return (await rowOf(db, key, Date.now())).length > 0;
    },
    async hasMany(keys: string[]) {
      return Promise.all(keys.map((key) => store.has(key)));
    },
    on: () => store as never,
  };
  return Object.assign(store, { capabilities: keyvStorageCapability(store) }) as unknown as KeyvStorageAdapter;
}
