import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterEach, expect, it, vi } from 'vitest';
import { startDelivery } from '#channels/deliver.ts';
import { onDisk } from '#storage/database.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openTeamsReferences } from '#storage/teams-references.ts';
import { emptyRecord, type TestRecord } from './record.ts';

let on: TestRecord;
afterEach(async () => {
  vi.restoreAllMocks();
  await on.stop();
});

/** From now on syncs end when the test says so, or fail. */
async function holdSyncs(): Promise<{ begun: Promise<void>; end(fault?: Error): void }> {
  const handle = await open(on.file);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  vi.spyOn(prototype, 'datasync').mockImplementation(() => {
    begun.resolve();
    return ended.promise;
  });
  return {
    begun: begun.promise,
    end: (fault) => (fault === undefined ? ended.resolve() : ended.reject(fault)),
  };
}

const notice = { about: 'welcome' } as const;

it('nobody is answered, and no message is sent, before a change is on the disk', async () => {
  on = await emptyRecord();
  const account = { email: null, emailConfirmed: false, guest: false, foreign: false, switchedOff: false };
  const { personId } = await on.ledger.change((record) =>
    record.savePerson(
      { platform: 'slack', scope: 'T1', userId: 'U1' },
      { ...account, platform: 'slack', name: 'Ana Ruiz' },
      null,
      1,
    ),
  );
  const syncs = await holdSyncs();
  const seen: string[] = [];
  const answered = on.ledger
    .change((record) => record.enqueue({ kind: 'tell', personId, notice }, 1))
    .then(() => seen.push('answered'));
  await syncs.begun;
  // It is committed: the look for work sees it, draws it, and waits.
  const loop = startDelivery(
    openOutbox(on.db),
    {
      async draw() {
        seen.push('drawn');
        return { kind: 'operator', text: '' };
      },
      show: async () => void seen.push('sent'),
      scopeOf: () => null,
      soleScope: null,
      judge: () => ({ again: false, error: 'none' }),
      onDead: async () => {},
      onFault: (fault) => seen.push(String(fault)),
    },
    () => 2,
  );
  loop.wake();
  await vi.waitUntil(() => seen.includes('drawn'));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
  expect(seen).toEqual(['drawn']);
  syncs.end();
  await Promise.all([answered, loop.idle()]);
  expect(seen.toSorted()).toEqual(['answered', 'drawn', 'sent']);
  await loop.stop();
});

it('what Teams says of where somebody can be written to is acknowledged when it is on the disk', async () => {
  on = await emptyRecord();
  const references = openTeamsReferences(on.db);
  const ana = { tenantId: 'tenant', objectId: 'ANA' };
  const syncs = await holdSyncs();
  const seen: string[] = [];
  const kept = references
    .keep(ana, { serviceUrl: 'https://smba.example', conversationId: 'a:1', userId: '29:ANA' }, 1)
    .then(() => seen.push('kept'));
  const lost = references.lose(ana, 'blocked', 2).then(() => seen.push('lost'));
  await syncs.begun;
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
  expect(seen).toEqual([]);
  syncs.end();
  await Promise.all([kept, lost]);
});

it('what was written is brought from the log into the file as soon as nothing goes on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  on = await emptyRecord();
  const words = 'x'.repeat(4_000);
  for (let n = 0; n < 300; n += 1)
    await on.db
      .insertInto('done_click')
      .values({ id: `${n} ${words}`, at: 1 })
      .execute();
  const waiting = async () => {
    const { rows } = await sql<{ log: number; checkpointed: number }>`pragma wal_checkpoint(noop)`.execute(on.db);
    return (rows[0]?.log ?? 0) - (rows[0]?.checkpointed ?? 0);
  };
  expect(await waiting()).toBeGreaterThan(200);
  for (let seconds = 0; seconds < 3; seconds += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    // The sync is the system's, and takes as long as it takes.
    await onDisk(on.db);
    await new Promise((done) => setImmediate(done));
  }
  vi.useRealTimers();
  expect(await waiting()).toBe(0);
});

it('a command that ends while the bot goes on has brought all that it wrote to the disk, also what nobody waited for', async () => {
  on = await emptyRecord();
  const command = await on.database.open();
  await command.db.insertInto('done_click').values({ id: 'c1', at: 1 }).execute();
  const syncs = await holdSyncs();
  let ended = false;
  const closed = command.close().then(() => {
    ended = true;
  });
  await syncs.begun;
  expect(ended).toBe(false);
  syncs.end();
  await closed;
});

it('a change whose disk fails is not acknowledged', async () => {
  on = await emptyRecord();
  const syncs = await holdSyncs();
  const change = on.ledger.change((record) => record.record({ kind: 'person-seen' }, 1));
  await syncs.begun;
  syncs.end(Object.assign(new Error('the disk is broken'), { code: 'EIO' }));
  await expect(change).rejects.toMatchObject({ name: 'LedgerUnavailable' });
  vi.restoreAllMocks();
  // The system may have forgotten what it failed to write: it is written once more before the next change counts.
  await on.ledger.change((record) => record.record({ kind: 'person-seen' }, 2));
  expect(statSync(`${on.file}-wal`).size).toBeLessThan(20_000);
  expect(await on.db.selectFrom('event').select('at').orderBy('seq').execute()).toEqual([{ at: 1 }, { at: 2 }]);
});
