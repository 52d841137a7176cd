import { type FileHandle, open } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
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

it('nobody is answered, and no message is given out, before a change is on the disk', async () => {
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
  const given = openOutbox(on.db)
    .lease(2, 1_000, 20)
    .then((tasks) => seen.push(`given ${tasks.length}`));
  // It is committed: the look for work has seen it, and waits.
  await vi.waitUntil(
    async () => (await on.db.selectFrom('outbox').select('id').where('lease_until', '>', 0).execute()).length === 1,
  );
  expect(seen).toEqual([]);
  syncs.end();
  await Promise.all([answered, given]);
  expect(seen.toSorted()).toEqual(['answered', 'given 1']);
});

it('a change whose disk fails is not acknowledged', async () => {
  on = await emptyRecord();
  const syncs = await holdSyncs();
  const change = on.ledger.change((record) => record.record({ kind: 'person-seen' }, 1));
  await syncs.begun;
  syncs.end(Object.assign(new Error('the disk is broken'), { code: 'EIO' }));
  await expect(change).rejects.toMatchObject({ name: 'LedgerUnavailable' });
});
