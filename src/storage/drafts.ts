import { Keyv, type KeyvStorageAdapter, keyvStorageCapability } from 'keyv';
import { z } from 'zod';
import { type Draft, type Drafts, draftKeptMs } from '#application/draft.ts';
import { taskIds } from '#content/tasks.ts';
import { environments, roleIds } from '#domain/catalogue.ts';
import { withRetry } from './busy.ts';
import type { Db } from './database.ts';

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
  const keyv = new Keyv({ store: draftStore(db) });
  const get = async (id: string): Promise<Draft | null> => {
    const parsed = draftSchema.safeParse(await keyv.get(`draft:${id}`));
    return parsed.success ? parsed.data : null;
  };
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
    await keyv.set(`draft:${draft.id}`, draft, draftKeptMs);
    const others = (await idsOf(draft.personId)).filter((id) => id !== draft.id);
    await keyv.set(`latest:${draft.personId}`, [draft.id, ...others].slice(0, mostDrafts), draftKeptMs);
  };
  const remove = async (draftId: string): Promise<void> => {
    const draft = await get(draftId);
    await keyv.delete(`draft:${draftId}`);
    if (draft === null) return;
    const others = (await idsOf(draft.personId)).filter((id) => id !== draftId);
    if (others.length === 0) await keyv.delete(`latest:${draft.personId}`);
    else await keyv.set(`latest:${draft.personId}`, others, draftKeptMs);
  };
  const allOf = async (personId: string): Promise<Draft[]> => {
    const drafts = await Promise.all((await idsOf(personId)).map(get));
    return drafts.filter((draft) => draft !== null);
  };
  return {
    get: (id) => told(get(id)),
    save: (draft) => told(save(draft)),
    remove: (draftId) => told(remove(draftId)),
    latestOf: async (personId) => (await told(allOf(personId)))[0] ?? null,
    allOf: (personId) => told(allOf(personId)),
  };
}

/** A Keyv 6 storage adapter over the `draft` table, with absolute expiry. */
export function draftStore(db: Db): KeyvStorageAdapter {
  const live = (now: number) =>
    db.selectFrom('draft').where((eb) => eb.or([eb('expires', 'is', null), eb('expires', '>', now)]));
  const store = {
    async get<Value>(key: string) {
      const row = await live(Date.now()).select('value').where('key', '=', key).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.value) as Value);
    },
    async getMany<Value>(keys: string[]) {
      return Promise.all(keys.map((key) => store.get<Value>(key)));
    },
    async set(key: string, value: unknown, expires?: number) {
      const row = { value: JSON.stringify(value), expires: expires ?? null };
      await withRetry(() =>
        db
          .insertInto('draft')
          .values({ key, ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute(),
      );
      return true;
    },
    async setMany<Value>(entries: { key: string; value: Value; expires?: number }[]) {
      return Promise.all(entries.map(({ key, value, expires }) => store.set(key, value, expires)));
    },
    async delete(key: string) {
      const deleted = await withRetry(() => db.deleteFrom('draft').where('key', '=', key).returning('key').execute());
      return deleted.length > 0;
    },
    async deleteMany(keys: string[]) {
      return Promise.all(keys.map((key) => store.delete(key)));
    },
    async clear() {
      await db.deleteFrom('draft').execute();
    },
    async has(key: string) {
      return (await live(Date.now()).select('key').where('key', '=', key).executeTakeFirst()) !== undefined;
    },
    async hasMany(keys: string[]) {
      return Promise.all(keys.map((key) => store.has(key)));
    },
    on: () => store as never,
  };
  return Object.assign(store, { capabilities: keyvStorageCapability(store) }) as unknown as KeyvStorageAdapter;
}
