import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { loadSdk, type SdkOptions } from '#channels/teams/sdk.ts';

/** The bot at Microsoft's own addresses: where it signs in, and where its messages go. Nothing leaves this computer. */
// The other files of this worker are not to pass through it.
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
});
afterAll(() => nock.restore());
afterEach(() => {
  nock.cleanAll();
  vi.restoreAllMocks();
});

const tenantId = '7e4a1c00-0000-4000-8000-00000000a001';
let apps = 0;
const options = (changes: Partial<SdkOptions> & { type?: 'MultiTenant' } = {}): SdkOptions => {
  apps += 1;
  const { type, ...rest } = changes;
  // Microsoft's library keeps tokens by app for the life of the process.
  const appId = `5c0de000-0000-4000-8000-${String(apps).padStart(12, '0')}`;
  const login = {
    appId,
    password: 'hidden',
    type: type ?? ('SingleTenant' as const),
    tenantId: type ? null : tenantId,
  };
  return { login, cloud: 'public', openIdMetadataUrl: null, ...rest };
};

/** Microsoft's log-in for one tenant, and what it was asked for. */
function logIn(host: string, tenant: string): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  const base = `https://${host}/${tenant}`;
  const endpoints = {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    issuer: `${base}/v2.0`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  };
  nock(`https://${host}`)
    .get((path) => path.endsWith('/.well-known/openid-configuration'))
    .reply(200, endpoints)
    .get((path) => path.startsWith('/common/discovery/instance'))
    .optionally()
    .reply(200, { tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`, metadata: [] })
    .post(`/${tenant}/oauth2/v2.0/token`, (body) => {
      asked.push(new URLSearchParams(body as Record<string, string>));
      return true;
    })
    .query(true)
    .reply(200, { token_type: 'Bearer', expires_in: 3_600, access_token: 'token-of-the-bot' });
  return asked;
}

test.each<[string, SdkOptions, string, string, string, string]>([
  [
    'of one tenant',
    options(),
    'login.microsoftonline.com',
    tenantId,
    'https://api.botframework.com/.default',
    'https://smba.trafficmanager.net/amer/',
  ],
  [
    'of several tenants',
    options({ type: 'MultiTenant' }),
    'login.microsoftonline.com',
    'botframework.com',
    'https://api.botframework.com/.default',
    'https://smba.trafficmanager.net/teams',
  ],
  [
    'of the government’s cloud',
    options({ cloud: 'us-government' }),
    'login.microsoftonline.us',
    tenantId,
    'https://api.botframework.us/.default',
    'https://smba.infra.gov.teams.microsoft.us/gcch/',
  ],
])(
  'a bot %s signs in with Microsoft and writes with that token',
  async (_what, how, host, tenant, scope, serviceUrl) => {
    const asked = logIn(host, tenant);
    const { origin, pathname } = new URL(serviceUrl);
    nock(origin, { reqheaders: { authorization: 'Bearer token-of-the-bot' } })
      .post(`${pathname.replace(/\/$/, '')}/v3/conversations/a%3A1ana/activities`, { type: 'message', text: 'Hello' })
      .reply(201, { id: '17' });
    const sdk = await loadSdk(how, 1_000);
    const conversations = await sdk.conversations(serviceUrl);
    expect(await conversations.sendToConversation('a:1ana', { type: 'message', text: 'Hello' })).toMatchObject({
      id: '17',
    });
    expect(asked.map((form) => [form.get('client_id'), form.get('client_secret'), form.get('scope')])).toEqual([
      [how.login?.appId, 'hidden', expect.stringContaining(scope)],
    ]);
  },
);

test('a secret that Microsoft does not accept is named, until it is accepted', async () => {
  const how = options();
  const base = `https://login.microsoftonline.com/${tenantId}`;
  const endpoints = { issuer: `${base}/v2.0`, jwks_uri: `${base}/keys`, token_endpoint: `${base}/oauth2/v2.0/token` };
  nock('https://login.microsoftonline.com')
    .get((path) => path.endsWith('/.well-known/openid-configuration'))
    .reply(200, { ...endpoints, authorization_endpoint: `${base}/oauth2/v2.0/authorize` })
    .post(`/${tenantId}/oauth2/v2.0/token`)
    .query(true)
    .reply(401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' });
  const sdk = await loadSdk(how, 1_000);
  expect(sdk.problem()).toBeNull();
  const conversations = await sdk.conversations('https://smba.trafficmanager.net/amer/');
  const sent = conversations.sendToConversation('x', { type: 'message', text: 'Hello' });
  await expect(sent).rejects.toMatchObject({ name: 'ConnectorFault', status: 401, code: 'invalid_client' });
  expect(sdk.problem()).toBe('Microsoft does not accept TEAMS_APP_ID with TEAMS_APP_PASSWORD (invalid_client)');
});

test.each<[string, boolean, boolean]>([
  ['https://smba.trafficmanager.net/amer/', true, false],
  ['https://smba.trafficmanager.net/teams', true, false],
  ['https://smba.infra.gcc.teams.microsoft.com/gcc/', true, false],
  ['https://europe.botframework.com/', true, false],
  ['https://smba.infra.gov.teams.microsoft.us/gcch/', false, true],
  ['https://smba.infra.dod.teams.microsoft.us/dod/', false, true],
  ['https://directline.botframework.azure.us/', false, true],
  ['https://botframework.com/', false, false],
  ['https://evil-botframework.com/', false, false],
  ['https://smba.trafficmanager.net./', false, false],
  ['https://smba.trafficmanager.net/?to=https://attacker.example', false, false],
  ['http://localhost:3978/', false, false],
])('messages go to %s: %s in the public cloud, %s in the government’s', async (serviceUrl, isPublic, isGovernment) => {
  expect((await loadSdk(options(), 100)).isServiceUrl(serviceUrl)).toBe(isPublic);
  expect((await loadSdk(options({ cloud: 'us-government' }), 100)).isServiceUrl(serviceUrl)).toBe(isGovernment);
});

test('keys are fetched where the operator says', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const keys = nock('https://keys.example').get('/openid').reply(200, { jwks_uri: 'https://keys.example/jwks' });
  keys.get('/jwks').reply(200, { keys: [] });
  const sdk = await loadSdk(options({ openIdMetadataUrl: 'https://keys.example/openid' }), 100);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'RS256', kid: 'x' })}.${part({ iss: 'https://api.botframework.com' })}.eA`;
  await expect(sdk.authenticate({ channelId: 'msteams', serviceUrl: 'x' }, `Bearer ${token}`)).rejects.toThrow();
  expect(keys.isDone()).toBe(true);
});

test('without a log-in everybody is let in, and messages go to this computer only', async () => {
  const sdk = await loadSdk(options({ login: null }), 100);
  await sdk.authenticate({ channelId: 'msteams', serviceUrl: 'http://localhost:1/' }, '');
  expect(['http://localhost:56150/_connector', 'http://127.0.0.1:1/', 'http://[::1]:1/'].map(sdk.isServiceUrl)).toEqual(
    [true, true, true],
  );
  expect(['https://smba.trafficmanager.net/amer/', 'http://localhost.attacker.example/'].map(sdk.isServiceUrl)).toEqual(
    [false, false],
  );
  const connector = nock('http://localhost:56150', { badheaders: ['authorization'] })
    .post('/_connector/v3/conversations/x/activities')
    .reply(200, { id: '1' });
  const conversations = await sdk.conversations('http://localhost:56150/_connector');
  await conversations.sendToConversation('x', { type: 'message', text: 'Hello' });
  expect(connector.isDone()).toBe(true);
});
