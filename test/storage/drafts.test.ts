import { Keyv } from 'keyv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, draftKeptMs, emptyDraft } from '#application/draft.ts';
import { draftStore, openDrafts } from '#storage/drafts.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
beforeEach(async () => {
  on = await emptyRecord();
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterEach(async () => {
  vi.useRealTimers();
  await on.stop();
});

const draft: Draft = {
  ...emptyDraft('d1', 'ana', 1),
  step: 'organizations',
  environment: 'production',
  category: 'provider',
  roleId: 'assessment-submitter',
  ccns: ['165326'],
  pasted: '165178; “16E724”',
  legalName: 'Ana María Ruiz',
};

describe('the store of drafts, as Keyv uses it', () => {
  const keyv = () => new Keyv({ store: draftStore(on.db), throwOnErrors: true });

  it('gives back what was set, the newest', async () => {
    const store = keyv();
    await store.set('a', { n: 1 });
    await store.set('a', { n: 2, words: '“é🏥' });
    expect(await store.get('a')).toEqual({ n: 2, words: '“é🏥' });
    expect(await store.get('b')).toBeUndefined();
  });

  it('forgets after the time that was given, to the millisecond', async () => {
    const store = keyv();
    await store.set('a', 1, 500);
    vi.setSystemTime(1_000_499);
    expect([await store.get('a'), await store.has('a')]).toEqual([1, true]);
    vi.setSystemTime(1_000_500);
    expect([await store.get('a'), await store.has('a')]).toEqual([undefined, false]);
  });

  it('forgets each of two that were set together at its own time', async () => {
    const store = keyv();
    await store.setMany([
      { key: 'a', value: 'one', ttl: 900 },
      { key: 'b', value: 'other', ttl: 500 },
    ]);
    expect(await store.getMany(['a', 'b'])).toEqual(['one', 'other']);
    vi.setSystemTime(1_000_500);
    expect(await store.getMany(['a', 'b'])).toEqual(['one', undefined]);
  });

  it('keeps for ever what has no time', async () => {
    const store = keyv();
    await store.set('a', 1);
    vi.setSystemTime(9_999_999_999_999);
    expect(await store.get('a')).toBe(1);
  });

  it('deletes, and says whether there was something', async () => {
    const store = keyv();
    await store.set('a', 1);
    expect([await store.delete('a'), await store.delete('a'), await store.has('a')]).toEqual([true, false, false]);
  });

  it('takes many at once', async () => {
    const store = keyv();
    await store.setMany([
      { key: 'a', value: 1 },
      { key: 'b', value: 2, ttl: 500 },
    ]);
    expect(await store.getMany(['a', 'x', 'b'])).toEqual([1, undefined, 2]);
    expect(await store.hasMany(['a', 'x', 'b'])).toEqual([true, false, true]);
    vi.setSystemTime(1_000_501);
    expect(await store.getMany(['a', 'b'])).toEqual([1, undefined]);
    await store.deleteMany(['a', 'b']);
    expect(await store.hasMany(['a', 'b'])).toEqual([false, false]);
  });

  it('is empty when it was cleared', async () => {
    const store = keyv();
    await store.set('a', 1);
    await store.clear();
    expect(await store.has('a')).toBe(false);
  });
});

describe('drafts', () => {
  it('come back exactly as they were kept, and the last one is known by its person', async () => {
    const drafts = openDrafts(on.db, () => {});
    await drafts.save(draft);
    await drafts.save({ ...draft, id: 'd2' });
    expect(await drafts.get('d1')).toEqual(draft);
    expect((await drafts.latestOf('ana'))?.id).toBe('d2');
    expect(await drafts.latestOf('joan')).toBeNull();
  });

  it('that the first version kept come back, too', async () => {
    const older = (value: unknown) => JSON.stringify(JSON.stringify({ value, expires: null }));
    const rows = { 'draft:d1': draft, 'draft:d0': { ...draft, id: 'd0' }, 'latest:ana': ['d1', 'gone', 'd0'] };
    for (const [key, value] of Object.entries(rows))
      await on.db
        .insertInto('draft')
        .values({ key, value: older(value), expires: null })
        .execute();
    const drafts = openDrafts(on.db, () => {});
    expect(await drafts.latestOf('ana')).toEqual(draft);
    expect((await drafts.allOf('ana')).map(({ id }) => id)).toEqual(['d1', 'd0']);
    await drafts.save({ ...draft, id: 'd2' });
    expect((await drafts.allOf('ana')).map(({ id }) => id)).toEqual(['d2', 'd1', 'd0']);
  });

  it('that an earlier version of the bot kept come back as they were, a colon in front included', async () => {
    const earlier = new Keyv({ store: draftStore(on.db) });
    const kept = { ...draft, employeeId: ':12', legalName: '::Ana' };
    await earlier.set('draft:d1', kept, draftKeptMs);
    await earlier.set('latest:ana', ['d1'], draftKeptMs);
    const drafts = openDrafts(on.db, () => {});
    expect(await drafts.latestOf('ana')).toEqual(kept);
    await drafts.save(kept);
    expect(await drafts.get('d1')).toEqual(kept);
    expect(await earlier.get('draft:d1')).toEqual(kept);
  });

  it('are no longer the last one when removed; an older one’s removal changes nothing', async () => {
    const drafts = openDrafts(on.db, () => {});
    await drafts.save(draft);
    await drafts.save({ ...draft, id: 'd2' });
    await drafts.remove(draft);
    expect((await drafts.latestOf('ana'))?.id).toBe('d2');
    await drafts.remove({ id: 'd2', personId: 'ana' });
    expect(await drafts.latestOf('ana')).toBeNull();
    await drafts.remove({ id: 'never was', personId: 'ana' });
  });

  it('give way to the one before when the last one is removed', async () => {
    const drafts = openDrafts(on.db, () => {});
    await drafts.save(draft);
    await drafts.save({ ...draft, id: 'd2' });
    await drafts.remove({ id: 'd2', personId: 'ana' });
    expect((await drafts.latestOf('ana'))?.id).toBe('d1');
  });

  it('stay 30 days after the last touch', async () => {
    const drafts = openDrafts(on.db, () => {});
    await drafts.save(draft);
    vi.setSystemTime(1_000_000 + draftKeptMs - 1);
    expect(await drafts.get('d1')).toEqual(draft);
    vi.setSystemTime(1_000_000 + draftKeptMs);
    expect(await drafts.get('d1')).toBeNull();
    expect(await drafts.latestOf('ana')).toBeNull();
  });

  it('are saved when another process holds the database for a moment', async () => {
    const letGo = await on.database.hold();
    const drafts = openDrafts(on.db, () => {});
    const free = Promise.withResolvers<void>();
    setTimeout(() => free.resolve(letGo()), 1);
    await drafts.save(draft);
    await free.promise;
    expect(await drafts.get('d1')).toEqual(draft);
  });

  it('of an older version that no longer fit count as lost', async () => {
    const drafts = openDrafts(on.db, () => {});
    await drafts.save({ ...draft, step: 'gone' as never });
    expect(await drafts.get('d1')).toBeNull();
    expect(await drafts.latestOf('ana')).toBeNull();
  });

  it('never answer "nothing there" when the store is broken', async () => {
    const faults: unknown[] = [];
    const broken = await emptyRecord();
    const drafts = openDrafts(broken.db, (fault) => faults.push(fault));
    await broken.stop();
    await expect(drafts.get('d1')).rejects.toThrow();
    await expect(drafts.latestOf('ana')).rejects.toThrow();
    await expect(drafts.save(draft)).rejects.toThrow();
    await expect(drafts.remove(draft)).rejects.toThrow();
    expect(faults).toHaveLength(4);
  });
});
