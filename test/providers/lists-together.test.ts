import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { bloomfield, decorah, type ImportDesk, importDesk, merged, mergedHeader } from './lists.ts';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await importDesk();
});
afterEach(async () => desk.stop());

const nursingHomes = (name: string, date: string) =>
  desk.write(
    `nh_${date}.csv`,
    `CMS Certification Number (CCN),Provider Name,Provider Address,City/Town,State,ZIP Code,Chain Name\n165326,${name},,,IA,,THE CHAIN\n165999,OTHER HOME,,AMES,IA,,the chain\n175001,KANSAS HOME,,TOPEKA,KS,,The Chain\n`,
  );
const directory = () => openProviderDirectory(desk.db);
const bloomfieldNow = async () => (await directory().find(['165326'])).get('165326');

describe('a facility that is in several lists', () => {
  it('is one facility: the newest row, with what that row leaves open from the others', async () => {
    await desk.take(nursingHomes('NEW NAME', '2026-08'));
    await desk.take(desk.write('merged.csv', merged(bloomfield)));
    expect(await bloomfieldNow()).toMatchObject({
      name: 'NEW NAME',
      asOf: 'Aug 2026',
      city: 'BLOOMFIELD',
      address: '800 NORTH DAVIS',
      chain: 'THE CHAIN',
    });
    const { rows, more } = await directory().search('iowa nursing', { limit: 20 });
    expect(rows.filter(({ ccn }) => ccn === '165326')).toHaveLength(1);
    expect(more).toBe(0);
  });

  it('is found by its old name too', async () => {
    await desk.take(nursingHomes('NEW NAME', '2026-08'));
    await desk.take(desk.write('merged.csv', merged(bloomfield)));
    for (const name of ['new name', 'bloomfield care'])
      expect((await directory().search(name, { limit: 20 })).rows[0]?.name, name).toBe('NEW NAME');
  });

  it('is shown as the operator’s own list has it, also when a newer CMS list differs', async () => {
    await desk.take(desk.write('own.csv', 'ccn,name,iQIES Facility ID,as_of\n165326,As we say it,ia1077,2019-01-01\n'));
    await desk.take(nursingHomes('NEW NAME', '2026-08'));
    expect(await bloomfieldNow()).toMatchObject({ name: 'As we say it', facilityId: 'IA1077', type: 'Nursing home' });
    expect((await directory().search('IA1077', { limit: 20 })).rows.map(({ ccn }) => ccn)).toEqual(['165326']);
  });

  it('stays when the operator adds Facility IDs: that list stands beside the merged one', async () => {
    await desk.take(desk.write('merged.csv', merged(bloomfield, decorah)));
    expect(
      await desk.take(desk.write('own.csv', `${mergedHeader},iQIES Facility ID\n${bloomfield},ia1077\n`)),
    ).toMatchObject({ layout: 'operator' });
    expect((await directory().find(['165178', '165326'])).size).toBe(2);
  });
});

describe('a search over several lists', () => {
  const named = (ccn: string, name: string) => `${ccn},NH,${name},,AMES,IA,,,2026-08`;
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => named(`16${from + n}`, `HOME ${String(n).padStart(4, '0')}`));

  it('puts their facilities in one order, and counts those that are in both once', async () => {
    await desk.take(desk.write('merged.csv', merged(named('165001', 'B HOME'), named('165003', 'HOME D'))));
    await desk.take(
      desk.write(
        'own.csv',
        `ccn,name,city,state,iQIES Facility ID\n165002,HOME C,AMES,IA,\n165003,HOME D,AMES,IA,\n165004,A HOME,AMES,IA,HOME\n`,
      ),
    );
    const { rows, more } = await directory().search('home', { limit: 3 });
    // The Facility ID itself, then names that begin so.
    expect(rows.map(({ ccn }) => ccn)).toEqual(['165004', '165002', '165003']);
    expect(more).toBe(1);
    expect((await directory().search('home', { limit: 2 })).more).toBe(2);
  });

  it('counts up to a thousand others, also where lists overlap', async () => {
    await desk.take(desk.write('merged.csv', merged(...many(5000, 1_019))));
    await desk.take(nursingHomes('HOME', '2026-08'));
    expect((await directory().search('home', { limit: 20 })).more).toBe(1_000);
    await desk.take(desk.write('more.csv', merged(...many(5000, 1_500))));
    expect((await directory().search('home', { limit: 20 })).more).toBe(1_001);
    expect((await directory().search('16', { limit: 20 })).more).toBe(1_001);
  });

  it('finds what is in a list from the moment it is active, and no more what it replaced', async () => {
    const open = directory();
    await desk.take(desk.write('old.csv', merged(bloomfield)));
    expect((await open.search('bloomfield', { limit: 20 })).rows).toHaveLength(1);
    await desk.take(desk.write('new.csv', merged(decorah)));
    expect(await open.search('bloomfield', { limit: 20 })).toEqual({ rows: [], more: 0 });
    expect((await open.search('decorah', { limit: 20 })).rows.map(({ ccn }) => ccn)).toEqual(['165178']);
  });
});

describe('the lists as a whole', () => {
  it('name all facilities of a chain, however its name is written, by State', async () => {
    await desk.take(nursingHomes('A HOME', '2026-08'));
    const { rows, more } = await directory().chain('The chain', 2);
    expect(rows.map(({ ccn }) => ccn)).toEqual(['165326', '165999']);
    expect(more).toBe(1);
    expect(await directory().chain('no such chain', 20)).toEqual({ rows: [], more: 0 });
  });

  it('say the date of their newest row, not of the day the file was copied', async () => {
    expect(await directory().listDate()).toBeNull();
    await desk.take(desk.write('merged.csv', merged(bloomfield, '001500,HOSPICE,AGAVE,,PHOENIX,AZ,,,hrsa-2026-03')));
    expect(await directory().listDate()).toBe('Mar 2026');
  });

  it('take the date of the nursing-home file from its own column', async () => {
    await desk.take(
      desk.write(
        'nh.csv',
        'CMS Certification Number (CCN),Provider Name,Provider Address,Processing Date\n165326,HOME,,2026-09-01\n',
      ),
    );
    expect(await bloomfieldNow()).toMatchObject({ asOf: 'Sep 2026' });
  });

  it('answer when there is none yet', async () => {
    expect(await directory().search('valley', { limit: 20 })).toEqual({ rows: [], more: 0 });
    expect(await directory().near('165326')).toEqual([]);
    expect(await directory().chain('x', 5)).toEqual({ rows: [], more: 0 });
    expect((await directory().find(['165326'])).size).toBe(0);
  });
});

describe('who mistyped a number', () => {
  it('sees a swap first, then a slip at the end, then one at the beginning', async () => {
    const home = (ccn: string) => `${ccn},NH,HOME ${ccn},,X,IA,,,`;
    await desk.take(desk.write('near.csv', merged(...['265326', '165327', '163526', '165300'].map(home))));
    expect((await directory().near('165326')).map(({ ccn }) => ccn)).toEqual(['163526', '165327', '265326']);
  });
});
