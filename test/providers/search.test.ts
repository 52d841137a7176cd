import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortLabel } from '#domain/provider.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { sharedFile } from '#test/shared.ts';
import { type ImportDesk, importDesk, realList } from './lists.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await importDesk();
  expect(await desk.take(realList('providers-merged.csv.gz'))).toMatchObject({ rows: 37_651, skipped: 0, lines: [] });
  expect(await desk.take(realList('hospital-general-information.csv.gz'))).toMatchObject({ rows: 5_432, skipped: 0 });
});
afterAll(async () => desk.stop());

const search = (query: string, states: string[] = []) =>
  openProviderDirectory(desk.db).search(query, { limit: 20, states });

describe('the real lists', () => {
  it.each([
    ['providers-merged.csv.gz', 'providers-merged.csv.gz', 37_651],
    ['Hospital_General_Information.csv.gz', 'hospital-general-information.csv.gz', 5_432],
  ])('are the ones that were handed over: %s', async (original, _ours, rows) => {
    const path = sharedFile(`providers/${original}`);
    if (path === null) return;
    expect(await desk.take(path)).toMatchObject({ rows, unchanged: true });
  });

  it('are found again one by one', async () => {
    const { rows } = await desk.state();
    expect(rows.length).toBe(37_651 + 5_432);
    const found = await openProviderDirectory(desk.db).find(rows.map(({ ccn }) => ccn));
    expect(found.size).toBe(new Set(rows.map(({ ccn }) => ccn)).size);
  });

  it('have labels of at most 75 characters that never cut the CCN', async () => {
    let cut = 0;
    for (const row of (
      await openProviderDirectory(desk.db).find((await desk.state()).rows.map(({ ccn }) => ccn))
    ).values()) {
      const label = shortLabel(row);
      expect(label.length).toBeLessThanOrEqual(75);
      expect(label.endsWith(`, ${row.ccn}`)).toBe(true);
      expect(label.startsWith(row.name.slice(0, 10))).toBe(true);
      if (label.includes('…')) cut += 1;
    }
    expect(cut).toBeGreaterThan(0);
  });
});

describe('who types into the search', () => {
  it('sees 20 facilities for "valley" and how many more there are', async () => {
    const { rows, more } = await search('valley');
    expect(rows).toHaveLength(20);
    const named = (await desk.state()).rows.filter(({ name, city }) => /\bvalley/i.test(`${name} ${city}`));
    expect(more).toBe(new Set(named.map(({ ccn }) => ccn)).size - 20);
  });

  it('sees three for "16E7", none for "16E724", and what is one slip away from it', async () => {
    expect((await search('16E7')).rows.map(({ ccn }) => ccn).toSorted()).toEqual(['16E702', '16E718', '16E728']);
    expect(await search('16E724')).toEqual({ rows: [], more: 0 });
    expect((await openProviderDirectory(desk.db).near('16E724')).map(({ ccn }) => ccn)).toEqual(['16E728']);
  });

  it('finds a number however it is written, and first', async () => {
    for (const typed of ['165326', '16-5326', ' 165326 ', '16 5326'])
      expect((await search(typed)).rows[0]?.ccn, typed).toBe('165326');
    expect((await search('16e728')).rows[0]?.ccn).toBe('16E728');
  });

  it('finds by name and city together, in any order and case, by the beginnings of words', async () => {
    for (const typed of ['bloomfield care center', 'CENTER bloomfield', 'bloomf care iowa', 'bloomfield nursing'])
      expect(
        (await search(typed, ['IA'])).rows.map(({ ccn }) => ccn),
        typed,
      ).toContain('165326');
  });

  it('sees facilities of her own States first', async () => {
    const { rows } = await search('valley', ['IA']);
    expect(rows[0]?.state).toBe('IA');
    expect((await search('valley', ['WV'])).rows[0]?.state).toBe('WV');
  });

  it('sees nothing for one letter', async () => {
    for (const typed of ['', ' ', 'v', '%', '1', '--'])
      expect(await search(typed), typed).toEqual({ rows: [], more: 0 });
  });

  it.each([
    ['quotes', `O'BRIEN "ST. MARY'S" '; drop table provider; --`],
    ['percent', '%valley%'],
    ['underscore', '_alley'],
    ['emoji', '🏥 valley 🏥'],
    ['a zero character', 'val\u0000ley'],
    ['half of an emoji', '\ud83c valley'],
    ['10,000 characters', 'valley '.repeat(1_429)],
    ['10,000 characters without a space', 'a'.repeat(10_000)],
    ['10,000 digits', '1'.repeat(10_000)],
    ['letters of other scripts', 'клиника 医院'],
  ])('is never answered with a fault: %s', async (_what, typed) => {
    const { rows, more } = await search(typed);
    expect(rows.length).toBeLessThanOrEqual(20);
    expect(more).toBeGreaterThanOrEqual(0);
  });

  it('finds nothing by % or _ that a plain word would not find', async () => {
    expect((await search('%valley%')).more).toBe((await search('valley')).more);
    expect((await search('v_lley')).rows.every(({ name, city }) => / ?v/i.test(`${name} ${city}`))).toBe(true);
  });

  it('gets an answer whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (typed) => {
        expect((await search(typed)).rows.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 60 },
    );
  });
});
