import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProviders } from '#application/find-providers.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { activeLists } from '#storage/provider-load.ts';
import { type KnownLists, matchWords } from '#storage/provider-match.ts';
import { depsOn, personNamed } from '#test/storage/officials.ts';
import { type ImportDesk, importDesk, merged } from './lists.ts';

/** The facilities of somebody's own States come first: hers, not another's, and as they are now. */

let desk: ImportDesk;
let clock: number;
beforeEach(async () => {
  desk = await importDesk();
  clock = 1_000;
});
afterEach(() => desk.stop());

const homes = ['035001,AZ', '165001,IA', '175001,KS'].map((line) => {
  const [ccn, state] = line.split(',');
  return `${ccn},NH,PLAIN HOME ${state},,X,${state},,,`;
});
const finder = () => {
  const find = findProviders({ ...depsOn(desk), now: () => clock });
  return async (person: KnownPerson | null) => (await find('plain', person)).rows.map(({ state }) => state);
};
const works = (person: KnownPerson, ccn: string) =>
  desk.ledger.change((record) =>
    record.startGrant({
      grantId: `${person.personId} ${ccn}`,
      personId: person.personId,
      roleId: 'assessment-submitter',
      organization: `ccn:${ccn}`,
      environment: 'production',
      basis: 'imported',
      standing: 'active',
      email: person.account.email,
      name: null,
      startedAt: 1,
    }),
  );

it('each of two who search sees her own State first, whoever searched before', async () => {
  await desk.take(desk.write('homes.csv', merged(...homes)));
  const [ana, joan, raj] = [
    await personNamed(desk, 'ana'),
    await personNamed(desk, 'joan'),
    await personNamed(desk, 'raj'),
  ];
  await works(ana, '175001');
  await works(joan, '165001');
  const states = finder();
  expect(await states(ana)).toEqual(['KS', 'AZ', 'IA']);
  expect(await states(joan)).toEqual(['IA', 'AZ', 'KS']);
  expect(await states(raj)).toEqual(['AZ', 'IA', 'KS']);
  expect(await states(null)).toEqual(['AZ', 'IA', 'KS']);
  await works(joan, '175001');
  clock += 10_000;
  expect(await states(joan)).toEqual(['IA', 'KS', 'AZ']);
});

it('of a list that is replaced nothing is kept, and the new one is searched', async () => {
  const known: KnownLists = new Map();
  const search = async () => {
    const lists = await activeLists(desk.db);
    const found = await matchWords(desk.db, lists, known, { words: ['plain'], states: ['KS'], limit: 20 });
    expect([...known.keys()].toSorted()).toEqual([...lists.ids].toSorted());
    return found.flatMap(({ best }) => best.map(({ ccn }) => ccn));
  };
  await desk.take(desk.write('homes.csv', merged(...homes)));
  expect(await search()).toEqual(['175001', '035001', '165001']);
  await desk.take(desk.write('homes.csv', merged(...homes.slice(1), '175000,NH,PLAIN HOME,,X,KS,,,')));
  expect(await search()).toEqual(['175000', '175001', '165001']);
});
