import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideRequest } from '#application/decide-request.ts';
import { readHead, verifyChain } from '#storage/audit.ts';
import { checkChain } from '#storage/audit-check.ts';
import { depsOn, officialsAtBloomfield, pendingRequest } from './officials.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
beforeEach(async () => {
  on = await emptyRecord();
  const request = await pendingRequest(on);
  const [joan] = await officialsAtBloomfield(on, 1);
  if (joan === undefined) throw new Error('no official');
  const rejection = { reason: 'other', words: 'Ask for Viewer.', betterRole: null } as const;
  const deeds = { person: joan, requestId: request.id, itemIds: [`${request.id}.1`] };
  await decideRequest(depsOn(on))({ ...deeds, deed: { deed: 'reject', rejection } });
  await decideRequest(depsOn(on, 'again'))({ ...deeds, deed: { deed: 'approve' } });
});
afterEach(async () => on.stop());

const sqlite = (values: Record<string, unknown>) =>
  on.db.updateTable('event').set(values).where('seq', '=', 2).execute();

describe('the record of who did what', () => {
  it('holds: a submit, a rejection with words, a refused click', async () => {
    const events = await on.db.selectFrom('event').select(['kind', 'words_hash']).orderBy('seq').execute();
    expect(events.map(({ kind }) => kind)).toEqual(['request-submitted', 'item-rejected', 'refused']);
    expect(events[1]?.words_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await verifyChain(on.db)).toEqual({ events: 3, brokenAt: null });
  });

  it('holds when it is empty', async () => {
    const empty = await emptyRecord();
    expect(await verifyChain(empty.db)).toEqual({ events: 0, brokenAt: null });
    await empty.stop();
  });

  it.each<[string, unknown]>([
    ['at', 99],
    ['kind', 'item-approved'],
    ['request_id', 'other'],
    ['request_id', null],
    ['item_id', 'request-1.2'],
    ['actor_id', 'somebody'],
    ['subject_id', 'somebody'],
    ['platform', 'teams'],
    ['data', '{"reason":"wrong-role"}'],
    ['words_id', null],
    ['words_hash', '0'.repeat(64)],
    ['prev_hash', '0'.repeat(64)],
    ['hash', '0'.repeat(64)],
  ])('breaks where %s of an event is altered to %s', async (column, value) => {
    await sqlite({ [column]: value });
    expect(await verifyChain(on.db)).toEqual({ events: 1, brokenAt: 2 });
  });

  it('breaks where an event is renumbered or taken out of the middle', async () => {
    await on.db.deleteFrom('event').where('seq', '=', 2).execute();
    expect((await verifyChain(on.db)).brokenAt).toBe(2);
    await on.db.updateTable('event').set({ seq: 2 }).where('seq', '=', 3).execute();
    expect((await verifyChain(on.db)).brokenAt).toBe(2);
  });

  it('breaks where a person’s words are altered, swapped or taken away whole', async () => {
    await on.db.updateTable('private_text').set({ value: 'Ask for Administrator.' }).execute();
    expect((await verifyChain(on.db)).brokenAt).toBe(2);
    await on.db.updateTable('private_text').set({ value: null }).execute();
    expect((await verifyChain(on.db)).brokenAt).toBe(2);
    await on.db.deleteFrom('private_text').execute();
    expect((await verifyChain(on.db)).brokenAt).toBe(2);
  });

  it('holds when words are erased, which leaves no way to guess them', async () => {
    await on.db.updateTable('private_text').set({ salt: null, value: null }).execute();
    expect(await verifyChain(on.db)).toEqual({ events: 3, brokenAt: null });
    const request = await on.ledger.read((record) => record.request('request-1'));
    expect(request?.items[0]?.state).toMatchObject({ status: 'rejected', reason: 'other', words: null });
  });

  it('holds no name, address or words of anybody in the chain itself', async () => {
    const events = JSON.stringify(await on.db.selectFrom('event').selectAll().execute());
    expect(events).not.toMatch(/ana|official1|@|Viewer/);
  });

  it('goes on over batches: 2,500 events', async () => {
    await on.ledger.change(async (record) => {
      for (let n = 0; n < 2_497; n += 1) await record.record({ kind: 'person-seen' }, n);
    });
    expect(await verifyChain(on.db)).toEqual({ events: 2_500, brokenAt: null });
    await on.db.updateTable('event').set({ at: 5 }).where('seq', '=', 2_400).execute();
    expect(await verifyChain(on.db)).toEqual({ events: 2_399, brokenAt: 2_400 });
  });

  it('says what is wrong with the first event that does not fit', async () => {
    const wrong = async () => (await checkChain(on.db)).broken;
    const at = (await on.db.selectFrom('event').select('at').where('seq', '=', 2).executeTakeFirstOrThrow()).at;
    const two = await on.db.selectFrom('event').selectAll().where('seq', '=', 2).executeTakeFirstOrThrow();
    const change = (values: object) => on.db.updateTable('event').set(values).where('seq', '=', 2).execute();
    await change({ kind: 'item-approved' });
    expect(await wrong()).toEqual({ seq: 2, at, wrong: { what: 'altered' } });
    await on.db.updateTable('event').set({ seq: 99 }).where('seq', '=', 3).execute();
    await change({ ...two, seq: 3 });
    await on.db.updateTable('event').set({ seq: 2 }).where('seq', '=', 99).execute();
    expect((await wrong())?.wrong).toEqual({ what: 'out-of-order', was: 3 });
    await on.db.deleteFrom('event').where('seq', '=', 2).execute();
    expect(await wrong()).toEqual({ seq: 2, at: null, wrong: { what: 'missing', to: 2 } });
    await on.db.updateTable('event').set({ seq: 2 }).where('seq', '=', 3).execute();
    await on.db.updateTable('private_text').set({ value: 'Ask for Administrator.' }).execute();
    expect((await wrong())?.wrong).toEqual({ what: 'text' });
    await on.db.deleteFrom('event').where('seq', '=', 1).execute();
    expect((await wrong())?.wrong).toEqual({ what: 'missing', to: 1 });
  });

  it('tells with a head that was noted whether the end was cut off', async () => {
    const { hash } = await readHead(on.db);
    expect(await checkChain(on.db, hash)).toMatchObject({ events: 3, head: hash, found: 3, broken: null });
    await on.ledger.change((record) => record.record({ kind: 'person-seen' }, 5));
    expect(await checkChain(on.db, hash)).toMatchObject({ events: 4, found: 3, broken: null });
    await on.db.deleteFrom('event').where('seq', '>=', 3).execute();
    expect(await checkChain(on.db, hash)).toMatchObject({ events: 2, found: null, broken: null });
  });
});
