import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importProviderFile } from '#storage/provider-import.ts';
import { sharedFile } from '#test/shared.ts';
import { bloomfield, decorah, halfOf, type ImportDesk, importDesk, merged, mergedHeader } from './lists.ts';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await importDesk();
});
afterEach(async () => desk.stop());

const only = async () => {
  const [row] = (await desk.state()).rows;
  return row;
};

describe('the files as CMS writes them', () => {
  const nursingHomes = sharedFile('providers/care_compare_nh_2026-08.header.csv');
  const hospices = sharedFile('providers/care_compare_hospice_2026-10.csv');

  it.skipIf(nursingHomes === null)('reads the nursing-home file: 4 rows, 16E728 among them', async () => {
    expect(await desk.take(nursingHomes ?? '')).toMatchObject({ layout: 'nursing-home', rows: 4, skipped: 0 });
    const row = (await desk.state()).rows.find(({ ccn }) => ccn === '16E728');
    expect(row).toMatchObject({ type: 'Nursing home', city: 'Centerville', state: 'IA', as_of: '2026-08' });
  });

  it.skipIf(hospices === null)('reads the hospice file: 4 rows, leading zeros kept', async () => {
    expect(await desk.take(hospices ?? '')).toMatchObject({ layout: 'hospice', rows: 4, skipped: 0 });
    expect((await desk.state()).rows.map(({ ccn }) => ccn)).toContain('001500');
  });

  it('reads the home health file by the columns that CMS names', async () => {
    const file = desk.write(
      'HH_Provider_2026-10-01.csv',
      'State,CMS Certification Number (CCN),Provider Name,Address,City/Town,ZIP Code,Telephone Number,Type of Ownership\r\nIA,167001,VALLEY HOME HEALTH,1 MAIN STREET,DECORAH,52101,5633820000,PROPRIETARY\r\n',
    );
    expect(await desk.take(file)).toMatchObject({ layout: 'home-health', rows: 1, skipped: 0 });
    expect(await only()).toMatchObject({ ccn: '167001', type: 'Home health agency', as_of: '2026-10-01' });
  });

  it('takes the Facility ID of the hospital file for the CCN, never for the Facility ID of iQIES', async () => {
    await desk.take(
      desk.write(
        'h.csv',
        'Facility ID,Facility Name,Address,City/Town,State,ZIP Code,Hospital Type\n161327,DAVIS COUNTY HOSPITAL,509 N,BLOOMFIELD,IA,52537,Critical Access Hospitals\n',
      ),
    );
    expect(await only()).toMatchObject({ ccn: '161327', facility_id: null, type: 'Critical Access Hospitals' });
  });

  it('takes the Facility ID of iQIES from a column that the operator added', async () => {
    await desk.take(desk.write('m.csv', `${mergedHeader},iQIES Facility ID\n${bloomfield},ia1077\n`));
    expect(await only()).toMatchObject({ facility_id: 'IA1077' });
  });
});

describe('the quirks of real files', () => {
  it.each([
    ['a byte order mark', `\uFEFF${merged(bloomfield)}`],
    ['lines that end in CRLF', merged(bloomfield).replaceAll('\n', '\r\n')],
    ['a byte order mark and CRLF', `\uFEFF${merged(bloomfield).replaceAll('\n', '\r\n')}`],
    ['an empty first header', `,${mergedHeader}\n1,${bloomfield}\n`],
    ['a byte order mark and an empty first header', `\uFEFF,${mergedHeader}\r\n1,${bloomfield}\r\n`],
    ['headers with spaces and capitals', merged(bloomfield).replace('ccn,type', ' CCN , Type')],
    ['no line end after the last row', merged(bloomfield).trimEnd()],
    ['empty lines', merged('', bloomfield, '')],
  ])('are no trouble: %s', async (_quirk, text) => {
    expect(await desk.take(desk.write('list.csv', text))).toMatchObject({ rows: 1, skipped: 0, lines: [] });
    expect(await only()).toMatchObject({ ccn: '165326', name: 'BLOOMFIELD CARE CENTER', as_of: '2018-02' });
  });

  it('are cleaned: a hyphen for nothing, a comma after the city, words for nothing', async () => {
    await desk.take(desk.write('q.csv', merged('16E728,NH,"MERCY ""THE"" HOME",-,"Centerville,",ia,-,,2026-08-01')));
    expect(await only()).toMatchObject({
      ccn: '16E728',
      name: 'MERCY "THE" HOME',
      address: null,
      city: 'Centerville',
      state: 'IA',
      zip: null,
      as_of: '2026-08-01',
    });
  });

  it('are leading zeros and letters, which stay', async () => {
    const { lines } = await desk.take(
      desk.write('z.csv', merged('001500,HOSPICE,AGAVE,,PHOENIX,AZ,,,', '04E090,NH,PINES,,ROGERS,AR,,,')),
    );
    expect(lines).toEqual([]);
    expect((await desk.state()).rows.map(({ ccn }) => ccn)).toEqual(['001500', '04E090']);
  });

  it('are lines that can’t be used: each is named with its number and reason, the others count', async () => {
    const file = merged(
      bloomfield,
      '4.00E+90,NH,PINES,,ROGERS,AR,,,',
      '15178,NH,LOST ZERO,,X,AL,,,',
      '165188,NH,"NAME OVER\nTWO LINES",,X,IA,,,',
      '165199,NH,,,CRESTON,IA,,,',
      '165399,NH,TOO SHORT',
      ',NH,NO NUMBER,,X,IA,,,',
      bloomfield,
      decorah,
      '165299,NH,CRESTVIEW ACRES,,MARION,IA,,,',
      '167001,HHA,VALLEY,,DECORAH,IA,,,',
      '161327,,DAVIS,,BLOOMFIELD,IA,,,',
      '16E718,NH,HUMBOLDT,,HUMBOLDT,IA,,,',
    );
    const { rows, skipped, lines } = await desk.take(desk.write('damaged.csv', file));
    expect(lines).toEqual([
      '3: CCN "4.00E+90": was changed by a spreadsheet',
      '4: CCN "15178": has five characters; a leading 0 got lost',
      '7: 165199 has no name',
      '8: has 3 columns, not 9',
      '9: CCN "": is empty',
      '10: 165326 stands in the file twice',
    ]);
    expect([rows, skipped]).toEqual([7, 6]);
    expect((await desk.state()).rows.map(({ name }) => name)).toContain('NAME OVER TWO LINES');
  });
});

describe('a broken file', () => {
  const many = Array.from(
    { length: 2_000 },
    (_, n) => `16${String(5000 + n)},NH,HOME ${randomBytes(8).toString('hex')},,X,IA,,,`,
  );

  it.each<[string, string, string | Buffer, RegExp]>([
    ['has an unknown layout', 'u.csv', 'a,b,c\n1,2,3\n', /none of the known layouts/],
    ['is empty', 'e.csv', '', /none of the known layouts/],
    ['has a header only', 'h.csv', merged(), /no usable row/],
    ['has only wrong rows', 'w.csv', merged('x,NH,A,,B,IA,,,', 'y,NH,A,,B,IA,,,'), /no usable row/],
    [
      'has more wrong rows than good ones',
      'm.csv',
      merged(bloomfield, 'x,,A,,,,,,', 'y,,A,,,,,,'),
      /more unusable rows \(2\)/,
    ],
    [
      'has a quote that never ends',
      'q.csv',
      merged(...many, '165326,NH,"NEVER ENDS,,,,,,'),
      /breaks off at line 2002 \(CSV_QUOTE_NOT_CLOSED\)/,
    ],
    ['is cut off in its packing', 't.csv.gz', halfOf(merged(...many)), /breaks off after line \d+ \(Z_BUF_ERROR\)/],
    ['is no packed file at all', 'n.csv.gz', merged(bloomfield), /breaks off after line 0 \(Z_DATA_ERROR\)/],
  ])('changes nothing when it %s', async (_fault, name, content, message) => {
    await desk.take(desk.write('good.csv', merged(bloomfield, decorah)));
    const before = await desk.state();
    await expect(desk.take(desk.write(name, content))).rejects.toThrow(message);
    expect(await desk.state()).toEqual(before);
  });

  it('changes nothing when it is not there, or is a folder', async () => {
    await expect(desk.take(`${desk.folder}/nowhere.csv`)).rejects.toThrow('can’t be read (ENOENT)');
    await expect(desk.take(desk.folder)).rejects.toThrow('can’t be read (EISDIR)');
    expect((await desk.state()).sizes).toEqual([0, 0, 0]);
  });
});

describe('importing again', () => {
  it('does nothing with the same file', async () => {
    const file = desk.write('list.csv', merged(bloomfield, decorah));
    expect(await desk.take(file)).toMatchObject({ rows: 2, unchanged: false });
    const before = await desk.state();
    expect(await desk.take(file)).toMatchObject({ rows: 2, unchanged: true });
    expect(await desk.state()).toEqual(before);
  });

  it('replaces the list of the same layout and leaves no row or word of the old one', async () => {
    await desk.take(desk.write('old.csv', merged(bloomfield, decorah)));
    await desk.take(desk.write('new.csv', merged(decorah)));
    const { rows, sizes } = await desk.state();
    expect(rows.map(({ ccn }) => ccn)).toEqual(['165178']);
    expect(sizes.slice(0, 2)).toEqual([1, 1]);
    expect(
      await desk.db.selectFrom('provider_index').select('term').where('term', '=', 'bloomfield').execute(),
    ).toEqual([]);
  });

  it('leaves lists of other layouts alone', async () => {
    await desk.take(desk.write('merged.csv', merged(bloomfield)));
    await desk.take(
      desk.write('hospital.csv', 'Facility ID,Facility Name,Hospital Type,State\n161327,DAVIS,Critical Access,IA\n'),
    );
    expect((await desk.state()).rows.map(({ ccn }) => ccn)).toEqual(['161327', '165326']);
  });

  it('shows the old list until the new one is complete, and cleans up after an interruption', async () => {
    await desk.take(desk.write('old.csv', merged(bloomfield)));
    const lines = Array.from({ length: 1_000 }, (_, n) => `16${String(5000 + n)},NH,HOME ${n},,X,IA,,,`);
    const interrupted = importProviderFile(desk.db, desk.write('new.csv', merged(...lines)), {
      now: 2,
      onSkipped: () => {},
      onProgress: (rows) => {
        if (rows >= 600) throw new Error('the computer was switched off');
      },
    });
    await expect(interrupted).rejects.toThrow('switched off');
    const { rows, sizes } = await desk.state();
    expect(rows.map(({ name }) => name)).toEqual(['BLOOMFIELD CARE CENTER']);
    expect(sizes.slice(0, 2)).toEqual([1, 1]);
  });

  it('removes what a killed import left, as the next import begins', async () => {
    const left = { id: 'left', layout: 'merged', file_name: 'x', file_hash: 'x', as_of: '2020', imported_at: 1 };
    await desk.db
      .insertInto('provider_list')
      .values({ ...left, rows: 0, active: 0 })
      .execute();
    const row = { list_id: 'left', ccn: '165178', name: 'GHOST', type: 'NH', as_of: '2020' };
    const nothing = { address: null, city: null, state: null, zip: null, chain: null, facility_id: null };
    await desk.db
      .insertInto('provider')
      .values({ ...row, ...nothing })
      .execute();
    await desk.db.insertInto('provider_index').values({ list_id: 'left', term: 'ghost', places: 'gAQ==' }).execute();
    await desk.take(desk.write('good.csv', merged(bloomfield)));
    expect((await desk.state()).sizes.slice(0, 2)).toEqual([1, 1]);
    expect(await desk.db.selectFrom('provider_index').select('term').where('term', '=', 'ghost').execute()).toEqual([]);
  });
});
