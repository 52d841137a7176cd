import { beforeEach, expect, test } from 'vitest';
import { type CheckToken, rememberingGood } from '#channels/teams/known-tokens.ts';

/** What is remembered of tokens, and what is not. Times are in seconds. */
let at: number;
let checked: string[];
let verdict: (authorization: string) => void;
let check: CheckToken;
beforeEach(() => {
  at = 1_000_000;
  checked = [];
  verdict = () => {};
  const library: CheckToken = async (_activity, authorization) => {
    checked.push(authorization);
    verdict(authorization);
  };
  check = rememberingGood(library, () => at * 1_000);
});

const teams = { channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/amer/' };
const token = (claims: object) => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmVk`;
const good = token({ exp: 1_003_600 });

test('a token that is good is checked once for many activities', async () => {
  for (const text of ['one', 'two', 'three']) await check({ ...teams, text }, good);
  expect(checked).toEqual([good]);
});

test('a token that is refused is checked, and refused, each time', async () => {
  verdict = () => {
    throw new Error('bad');
  };
  for (let turn = 0; turn < 3; turn += 1) await expect(check(teams, good)).rejects.toThrow('bad');
  expect(checked).toHaveLength(3);
});

test('a good token helps no other: not one with another end, nor one whose signature differs by a letter', async () => {
  await check(teams, good);
  verdict = () => {
    throw new Error('bad');
  };
  for (const other of [`${good.slice(0, -1)}l`, token({ exp: 1_003_601 }), good.toLowerCase(), '', ` ${good}`])
    await expect(check(teams, other)).rejects.toThrow('bad');
});

test.each([
  ['another service URL', { ...teams, serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
  ['another channel', { ...teams, channelId: 'emulator' }],
  ['no service URL', { channelId: 'msteams' }],
  ['a list for a service URL', { ...teams, serviceUrl: [teams.serviceUrl] }],
])('a good token is checked anew for %s', async (_what, activity) => {
  await check(teams, good);
  verdict = () => {
    throw new Error('bad');
  };
  await expect(check(activity, good)).rejects.toThrow('bad');
});

test('a token that has run out is asked about again, however lately it was good', async () => {
  const short = token({ exp: at + 60 });
  await check(teams, short);
  at += 60;
  await check(teams, short);
  expect(checked).toEqual([short, short]);
});

test('a token is asked about again after five minutes, in case that its key was taken back', async () => {
  await check(teams, good);
  at += 299;
  await check(teams, good);
  expect(checked).toHaveLength(1);
  at += 1;
  await check(teams, good);
  expect(checked).toHaveLength(2);
});

test.each(['Bearer e30.e30.x', 'Bearer none', token({ exp: '1003600' })])(
  'a token whose end can’t be read is remembered never: %s',
  async (odd) => {
    await check(teams, odd);
    await check(teams, odd);
    expect(checked).toHaveLength(2);
  },
);
