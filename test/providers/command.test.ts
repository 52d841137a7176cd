import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providersImport } from '#cli/commands/providers-import.ts';
import { plainLines } from '#cli/progress.ts';
import { bloomfield, decorah, type ImportDesk, importDesk, merged } from './lists.ts';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await importDesk();
});
afterEach(async () => desk.stop());

async function run(files: string[], options?: { force: boolean }) {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line.replaceAll(`${desk.folder}/`, ''));
  const record = { database: { db: desk.db }, deps: { now: () => 1 } } as Parameters<typeof providersImport>[0];
  const code = await providersImport(record, files, say, options, (file) => plainLines(file, say));
  return { code, lines };
}

describe('the operator imports lists', () => {
  it('reads of every line that was not used, and what came of the file', async () => {
    const file = desk.write('list.csv', merged(bloomfield, '1.6E+17,NH,PINES,,X,IA,,,', decorah));
    expect(await run([file])).toEqual({
      code: 0,
      lines: [
        'list.csv:3 skipped: CCN "1.6E+17": was changed by a spreadsheet',
        'list.csv: 2 facilities (merged), 1 lines skipped',
      ],
    });
    expect(await run([file])).toEqual({
      code: 0,
      lines: ['list.csv: no change, 2 facilities (merged) are there already'],
    });
  });

  it('reads why a file is broken, and the others are imported all the same', async () => {
    const files = [desk.write('broken.csv', 'a,b\n1,2\n'), desk.write('good.csv', merged(bloomfield))];
    const { code, lines } = await run(files);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^broken\.csv has none of the known layouts .*\. Nothing of it was used\.$/);
    expect(lines[1]).toBe('good.csv: 1 facilities (merged), 0 lines skipped');
  });

  it('can insist on a file that is mostly unusable', async () => {
    const file = desk.write('bad.csv', merged(bloomfield, 'x,,A,,,,,,', 'y,,A,,,,,,'));
    expect((await run([file])).code).toBe(1);
    expect((await run([file], { force: true })).code).toBe(0);
  });

  it('sees how far it is in a long file', async () => {
    const homes = Array.from({ length: 10_400 }, (_, n) => `${160_000 + n},NH,HOME,,X,IA,,,`);
    const { lines } = await run([desk.write('long.csv', merged(...homes))]);
    expect(lines.filter((line) => line.includes('so far')).length).toBeLessThan(11);
    expect(lines[0]).toMatch(/^long\.csv: \d+ facilities so far \(\d+ %\)$/);
  });
});
