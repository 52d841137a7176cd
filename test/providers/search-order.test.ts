import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostMore, type Provider } from '#domain/provider.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { words, wordsOf } from '#storage/provider-words.ts';
import { type ImportDesk, importDesk, realList } from './lists.ts';

let desk: ImportDesk;
let all: { provider: Provider; words: string[] }[];
beforeAll(async () => {
  desk = await importDesk();
  // One list only, so that a plain reading of its rows says what a search must find.
  await desk.take(realList('providers-merged.csv.gz'));
  const ccns = (await desk.state()).rows.map(({ ccn }) => ccn);
  const found = await openProviderDirectory(desk.db).find(ccns);
  all = [...found.values()].map((provider) => ({
    provider,
    words: wordsOf({ ...provider, facility_id: provider.facilityId }),
  }));
});
afterAll(async () => desk.stop());

/** What a search must answer, by looking at every row. */
function plainly(query: string, states: readonly string[]) {
  const wanted = words(query);
  const first = wanted[0] ?? '';
  const rank = ({ state, name }: Provider) =>
    state !== null && states.includes(state) ? 1 : name.toLowerCase().startsWith(first) ? 2 : 3;
  const key = (provider: Provider) => `${rank(provider)} ${provider.name.toLowerCase()}`;
  const keys = all
    .filter((row) => wanted.every((start) => row.words.some((word) => word.startsWith(start))))
    .map(({ provider }) => key(provider))
    .sort();
  return { keys: keys.slice(0, 20), more: Math.min(Math.max(0, keys.length - 20), mostMore + 1), key };
}

describe('a search over all facilities', () => {
  // From some tens of matches to many thousands: the answer may not depend on the way it is found.
  it.each([
    ['bloomfield', []],
    ['valley', ['IA']],
    ['valley care', ['WV']],
    ['nursing', []],
    ['nursing', ['IA']],
    ['nursing', ['WY']],
    ['care', ['HI']],
    ['care center', []],
    ['care center', ['IA']],
    ['home health', ['AK']],
    ['home health', []],
    ['ca', ['GU']],
    ['ho', []],
    ['hospice texas', []],
    ['st', ['VI']],
    ['rehabilitation hospital', ['OH']],
    ['hospice nursing', []],
    ['nursing center of the care home', ['IA']],
    ['bloomfieldx', []],
  ] as [string, string[]][])(
    'gives the best 20 and the right number of others: %s, States %j',
    async (query, states) => {
      const { rows, more } = await openProviderDirectory(desk.db).search(query, { states, limit: 20 });
      const expected = plainly(query, states);
      expect(rows.map(expected.key)).toEqual(expected.keys);
      expect(more).toBe(expected.more);
      expect(new Set(rows.map(({ ccn }) => ccn)).size).toBe(rows.length);
    },
  );

  it('begins at any letter of a word, wherever the index keeps beginnings as one', async () => {
    for (const word of ['rehabilitation', 'mary', 'st', 'manor', '1st'])
      for (let length = 2; length <= word.length; length += 1) {
        const query = word.slice(0, length);
        const { rows, more } = await openProviderDirectory(desk.db).search(query, { limit: 20 });
        const expected = plainly(query, []);
        expect(rows.map(expected.key), query).toEqual(expected.keys);
        expect(more, query).toBe(expected.more);
      }
  });

  it('gives the facilities of several own States before others', async () => {
    const { rows } = await openProviderDirectory(desk.db).search('nursing', { states: ['WY', 'IA'], limit: 20 });
    expect(rows.every(({ state }) => state === 'WY' || state === 'IA')).toBe(true);
  });
});
