import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TokenFault } from '#rehearsal/teams/contract.ts';
import { chatIdOf, fetchToken, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

test('a request to the bot carries a token that the published keys verify', async () => {
  const metadata = (await (await fetch(stage.connector.openIdMetadataUrl)).json()) as Record<string, string>;
  expect(metadata.issuer).toBe(stage.connector.issuer);
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''));
  const token = await tokenToBot();
  const { payload: claims } = await jwtVerify(token, keys);
  expect(claims).toMatchObject({ iss: 'https://api.botframework.com', aud: stage.connector.appId });
  expect(claims.serviceurl).toBe(stage.connector.serviceUrl);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', kid: 'channel-1' });
});

const FAULTS: TokenFault[] = [
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

test.each(FAULTS)('a request whose token is wrong (%s) is heard by no bot that checks', async (token) => {
  const { status } = await stage.connector.member('ANA').send({ text: 'Hello' }, { token });
  expect(status).toBe(401);
  expect(stage.heard).toEqual([]);
});

test('a foreign service URL comes with a token that vouches for it', async () => {
  await stage.connector.member('ANA').send({ text: 'Hello' }, { serviceUrl: 'https://elsewhere.example/' });
  expect(stage.last()).toMatchObject({ serviceUrl: 'https://elsewhere.example/' });
});

test('a foreign tenant stands in the conversation and in the channel data', async () => {
  await stage.connector.member('ANA').send({ text: 'Hello' }, { tenantId: 'tenant-elsewhere' });
  expect(stage.last()).toMatchObject({
    conversation: { tenantId: 'tenant-elsewhere' },
    channelData: { tenant: { id: 'tenant-elsewhere' } },
  });
});

test('the bot gets a token only for its own id, secret, grant and scope', async () => {
  const { connector } = stage;
  expect(await fetchToken(connector)).toMatch(/^ey/);
  expect(await fetchToken(connector, { client_id: 'other' })).toBe('400 unauthorized_client');
  expect(await fetchToken(connector, { client_secret: 'guess' })).toBe('401 invalid_client');
  expect(await fetchToken(connector, { grant_type: 'password' })).toBe('400 unsupported_grant_type');
  expect(await fetchToken(connector, { scope: 'https://graph.microsoft.com/.default' })).toBe('400 invalid_scope');
  expect(JSON.stringify(connector.calls())).not.toContain(connector.appPassword);
});

test('a call without a token, or with one that is not the bot’s, is refused', async () => {
  const path = `conversations/${chatIdOf('ANA')}/activities`;
  for (const token of ['', 'nonsense', await tokenToBot()])
    expect(await stage.call('POST', path, { type: 'message', text: 'Hello' }, token)).toMatchObject({ status: 401 });
  const other = await setStage({ appId: 'another-bot' });
  const foreign = await fetchToken(other.connector);
  await other.stop();
  expect(await stage.call('POST', path, { type: 'message', text: 'Hello' }, foreign)).toMatchObject({ status: 401 });
});

/** What the bot was sent as proof; it proves nothing when sent back. */
async function tokenToBot(): Promise<string> {
  await stage.connector.member('ANA').say('Hello');
  return stage.tokens.at(-1) ?? '';
}
