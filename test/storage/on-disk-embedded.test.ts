import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { startDelivery } from '#channels/deliver.ts';
import { openOutbox } from '#storage/outbox.ts';
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
