import { expect, it, vi } from 'vitest';
import { openDisk } from '#storage/disk.ts';

/** A disk whose syncs end when the test says so. */
function slowDisk() {
  const syncs: PromiseWithResolvers<void>[] = [];
  const faults: unknown[] = [];
  const disk = openDisk(
    () => {
      const one = Promise.withResolvers<void>();
      syncs.push(one);
      return one.promise;
    },
    () => {},
    (fault) => faults.push(fault),
  );
  return { disk, syncs, faults };
}

const settled = async (promise: Promise<unknown>) => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  return done;
};

it('a commit waits for a sync that began after it; those who commit meanwhile share the next one', async () => {
  const { disk, syncs } = slowDisk();
  disk.wrote();
  const first = disk.reach();
  disk.wrote();
  const second = disk.reach();
  disk.wrote();
  const third = disk.reach();
  expect(syncs).toHaveLength(1);
  syncs[0]?.resolve();
  await first;
  expect(await settled(second)).toBe(false);
  expect(syncs).toHaveLength(2);
  syncs[1]?.resolve();
  await Promise.all([second, third]);
  expect(syncs).toHaveLength(2);
});

it('what is on the disk already is not synced again', async () => {
  const { disk, syncs } = slowDisk();
  const mark = disk.wrote();
  const reached = disk.reach();
  syncs[0]?.resolve();
  await reached;
  disk.wrote();
  await disk.reach(mark);
  expect(syncs).toHaveLength(1);
});

it('whoever waits hears that the disk failed, and the next one tries again', async () => {
  const { disk, syncs } = slowDisk();
  disk.wrote();
  const reached = disk.reach();
  syncs[0]?.reject(new Error('EIO'));
  await expect(reached).rejects.toThrow('EIO');
  const again = disk.reach();
  syncs[1]?.resolve();
  await again;
});

it('what nobody waits for is on the disk before it is closed', async () => {
  const { disk, syncs } = slowDisk();
  disk.wrote();
  const ended = disk.end();
  expect(syncs).toHaveLength(1);
  syncs[0]?.resolve();
  await ended;
});

it('a disk that fails while nobody waits is heard of, and tried again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const faults: unknown[] = [];
  let tidied = 0;
  const disk = openDisk(
    async () => {},
    () => {
      tidied += 1;
      if (tidied === 1) throw new Error('full');
    },
    (fault) => faults.push(fault),
  );
  disk.wrote();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(faults).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_500);
  expect([faults.length, tidied]).toEqual([1, 2]);
  vi.useRealTimers();
});
