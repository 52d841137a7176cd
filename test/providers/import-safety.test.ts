import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importProviderFile } from '#storage/provider-import.ts';
import { bloomfield, decorah, type ImportDesk, importDesk, merged } from './lists.ts';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await importDesk();
});
afterEach(async () => desk.stop());

const homes = (count: number) =>
  Array.from({ length: count }, (_, n) => `16${String(5000 + n)},NH,HOME ${n},,X,IA,,,2026-08-01`);
const names = async () => (await desk.state()).rows.map(({ name }) => name);

describe('a file that is not written as it should be', () => {
  it('is named line by line where it is not UTF-8, and the other lines count', async () => {
    const latin = Buffer.concat([
      Buffer.from(merged(bloomfield, decorah).trimEnd()),
      Buffer.from('\n165188,NH,CA\u00d1ON HOME,,X,IA,,,\n', 'latin1'),
    ]);
    const { rows, lines } = await desk.take(desk.write('latin.csv', latin));
    expect(rows).toBe(2);
    expect(lines).toEqual(['4: 165188 "CA\uFFFDON HOME": is not written in UTF-8, save the file as UTF-8']);
  });

  it('keeps letters with marks that are UTF-8', async () => {
    await desk.take(desk.write('utf8.csv', merged('165188,NH,CAÑON HOME,,X,IA,,,')));
    expect(await names()).toEqual(['CAÑON HOME']);
  });

  it('is unpacked also when its name does not say that it is packed', async () => {
    expect(await desk.take(desk.write('packed.csv', gzipSync(merged(bloomfield))))).toMatchObject({ rows: 1 });
  });

  it('names the right line after empty lines', async () => {
    const { lines } = await desk.take(desk.write('e.csv', merged(bloomfield, '', '', 'x,NH,A,,B,IA,,,', decorah)));
    expect(lines).toEqual(['5: CCN "x": has the wrong length']);
  });

  it('is taken when more than half is refused only if the operator says so, and never without a usable row', async () => {
    const damaged = desk.write('d.csv', merged(bloomfield, 'x,,A,,,,,,', 'y,,A,,,,,,'));
    const empty = desk.write('n.csv', merged('x,,A,,,,,,'));
    const forced = (path: string) =>
      importProviderFile(desk.db, path, { now: 1, force: true, onSkipped: () => undefined });
    await expect(desk.take(damaged)).rejects.toThrow('more unusable rows');
    expect(await forced(damaged)).toMatchObject({ rows: 1, skipped: 2 });
    await expect(forced(empty)).rejects.toThrow('no usable row');
  });
});

describe('two imports at once', () => {
  it('leave the newer one active; the older one is told, and no list is lost', async () => {
    await desk.take(desk.write('old.csv', merged(decorah)));
    let second: Promise<unknown> | null = null;
    const first = importProviderFile(desk.db, desk.write('first.csv', merged(...homes(4_500))), {
      now: 1,
      onSkipped: () => undefined,
      onProgress() {
        second ??= desk.take(desk.write('second.csv', merged(bloomfield)));
      },
    });
    await expect(first).rejects.toThrow('was stopped, because another import was begun');
    await second;
    expect(await names()).toEqual(['BLOOMFIELD CARE CENTER']);
    expect((await desk.state()).sizes.slice(0, 2)).toEqual([1, 1]);
  });
});

describe('an import beside other work', () => {
  it('waits for another process that holds the write lock, without standing still', async () => {
    const letGo = await desk.database.hold();
    let ticks = 0;
    const clock = setInterval(() => {
      ticks += 1;
      if (ticks === 15) void letGo();
    }, 10);
    expect(await desk.take(desk.write('list.csv', merged(bloomfield)))).toMatchObject({ rows: 1 });
    clearInterval(clock);
    expect(ticks).toBeGreaterThanOrEqual(15);
  });

  it('lets other work have its turn, and shows either the old list or the new one', async () => {
    await desk.take(desk.write('old.csv', merged(decorah)));
    const seen = new Set<number>();
    let done = false;
    const looking = (async () => {
      while (!done) {
        seen.add((await desk.state()).rows.length);
        await new Promise((next) => setImmediate(next));
      }
    })();
    await desk.take(desk.write('new.csv', merged(...homes(1_200))));
    done = true;
    await looking;
    expect([...seen].filter((rows) => rows !== 1 && rows !== 1_200)).toEqual([]);
    expect(await desk.state()).toMatchObject({ sizes: [1, 1_200, expect.any(Number)] });
  });
});
