import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TokenFault } from '#rehearsal/teams/contract.ts';
import { type TeamsStage, teamsStage } from './harness.ts';

/** Who gets through the door of Teams, and who does not. */
let on: TeamsStage;
beforeEach(async () => {
  // Microsoft's library writes refused tokens to the console.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  on = await teamsStage();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await on.stop();
});

/** Nobody is known, nothing was said, and Teams was asked for nothing but its keys. */
async function nothingHappened(): Promise<void> {
  await on.delivered();
  const { db } = on.bot.database;
  expect(await db.selectFrom('account').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('teams_reference').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('question').selectAll().execute()).toEqual([]);
  expect(on.connector.calls().filter(({ route }) => !['metadata', 'keys'].includes(route))).toEqual([]);
}

const faults: TokenFault[] = [
  'none',
  'not-a-token',
  'unsigned',
  'wrong-audience',
  'wrong-issuer',
  'wrong-key',
  'unknown-key',
  'expired',
  'no-serviceurl',
  'other-serviceurl',
];

test.each(faults)('a request whose token is wrong is refused with 401: %s', async (token) => {
  expect((await on.as('U0ANA').send({ text: 'What is a CCN?' }, { token })).status).toBe(401);
  expect((await on.as('U0ANA').invoke('task/fetch', { data: { action: 'approve' } }, { token })).status).toBe(401);
  await nothingHappened();
});

test.each(faults)('a request whose token is wrong is refused beside good ones, too: %s', async (token) => {
  const ana = on.as('U0ANA');
  expect((await ana.send({ text: 'What is a CCN?' })).status).toBe(200);
  expect((await ana.send({ text: 'What is a CCN?' }, { token })).status).toBe(401);
  expect((await ana.send({ text: 'What is a CCN?' })).status).toBe(200);
});

test('a person of a foreign tenant is refused with 403, whatever she sends', async () => {
  const fay = on.as('T0FAY');
  expect((await fay.send({ text: 'What is a CCN?' })).status).toBe(403);
  expect((await fay.invoke('adaptiveCard/action', { action: { verb: 'approve', data: {} } })).status).toBe(403);
  expect((await on.as('U0ANA').send({ text: 'Hello' }, { tenantId: 'elsewhere' })).status).toBe(403);
  await nothingHappened();
});

test('an activity that names two tenants is of none', async () => {
  const fields = { channelData: { tenant: { id: 'elsewhere' } } };
  expect((await on.as('U0ANA').send({ text: 'Hello' }, { fields })).status).toBe(403);
  await nothingHappened();
});

test.each([
  'https://attacker.example/',
  'https://smba.trafficmanager.net.attacker.example/teams/',
  'https://attacker.trafficmanager.net/teams/',
  'https://botframework.com.attacker.example/',
  'https://user:word@smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net:8443/teams/',
  'http://smba.trafficmanager.net/teams/',
  'http://127.0.0.1:1/teams/',
  'file:///etc/passwd',
  'nonsense',
])('nothing is sent to a service URL that is not Microsoft’s, although its token is good: %s', async (serviceUrl) => {
  expect((await on.as('U0ANA').send({ text: 'What is a CCN?' }, { serviceUrl })).status).toBe(403);
  await nothingHappened();
});

test.each<[string, string, number]>([
  ['no JSON', 'What is a CCN?', 400],
  ['a list', '[]', 400],
  ['nothing', '', 400],
  ['an object of nothing', '{}', 401],
  ['larger than any activity', JSON.stringify({ text: 'x'.repeat(1_000_001) }), 413],
])('a body that is no activity is refused: %s', async (_what, body, status) => {
  expect((await on.connector.deliver(body)).status).toBe(status);
  await nothingHappened();
});

test('an activity of another channel than Teams is refused', async () => {
  const fields = { channelId: 'directline' };
  expect((await on.as('U0ANA').send({ text: 'Hello' }, { fields })).status).toBe(401);
  await nothingHappened();
});

test('only POST, and only this path, is answered', async () => {
  expect((await fetch(`${on.bot.url}/api/messages`)).status).toBe(405);
  expect((await fetch(`${on.bot.url}/slack/events`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${on.bot.url}/constructor`, { method: 'POST' })).status).toBe(404);
});

test('without the keys of Microsoft nobody is let in, and Teams may try again', async () => {
  await on.stop();
  on = await teamsStage();
  on.connector.breakNext({ route: 'metadata', times: 1, fault: { kind: 'server-error', status: 503 } });
  expect((await on.as('U0ANA').say('What is a CCN?')).status).toBe(503);
  await nothingHappened();
  expect((await on.as('U0ANA').say('What is a CCN?')).status).toBe(200);
});
