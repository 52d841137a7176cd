/** Microsoft's own adapter against the connector: what contract.ts says about it is so. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { TeamsAdapter as Adapter } from '@microsoft/teams-ai';
import { type Activity, ConfigurationServiceClientCredentialFactory, type TurnContext } from 'botbuilder';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connector, TokenFault } from '#rehearsal/teams/contract.ts';
import { card, execute, executed, MESSAGE_ANSWER, messageWith } from '#rehearsal/teams/limits/samples.ts';
import { fetchToken, type Stage, setStage } from './stage.ts';

// The whole package brings its AI parts along; only the adapter is wanted.
const teamsAi: { TeamsAdapter: typeof Adapter } = createRequire(import.meta.url)(
  '@microsoft/teams-ai/lib/TeamsAdapter',
);

/** Gets the bot's token with one request: MSAL takes no authority that is not https. */
class Credentials extends ConfigurationServiceClientCredentialFactory {
  readonly connector: Connector;
  constructor(connector: Connector) {
    super({ MicrosoftAppId: connector.appId, MicrosoftAppPassword: connector.appPassword });
    this.connector = connector;
  }
  override async createCredentials() {
    const token = await fetchToken(this.connector);
    return {
      signRequest: async (request: WebResource) => {
        request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    };
  }
}

type WebResource = Parameters<
  Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>['signRequest']
>[0];

let stage: Stage;
let handled: Partial<Activity>[];
let logic: (context: TurnContext) => Promise<unknown>;
let close: () => Promise<unknown>;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  stage = await setStage();
  const { connector } = stage;
  const options = { MicrosoftAppId: connector.appId, ...connector.sdkOptions() };
  const adapter = new teamsAi.TeamsAdapter(options, new Credentials(connector));
  handled = [];
  logic = async () => {};
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const answer = {
      header: (name: string, value: string) => response.setHeader(name, value),
      status: (status: number) => Object.assign(response, { statusCode: status }),
      send: (body: unknown) => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
      end: () => response.end(),
      socket: response.socket,
    };
    const turn = async (context: TurnContext) => {
      handled.push(context.activity);
      await logic(context);
    };
    const { headers, method = 'POST' } = request;
    await adapter.process({ headers, method, body: JSON.parse(text) }, answer, turn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  connector.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  close = () => new Promise((resolve) => server.close(resolve));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await close();
  await stage.stop();
});

const ana = () => stage.connector.member('ANA');

test('the adapter believes the connector, answers, and changes what it answered', async () => {
  logic = async (context) => {
    const sent = await context.sendActivity('First');
    await context.updateActivity({ ...(sent ? { id: sent.id } : {}), type: 'message', text: 'Second' });
  };
  expect((await ana().say('Hello')).status).toBe(200);
  expect(ana().screen().messages).toMatchObject([
    { from: 'ANA', text: 'Hello' },
    { from: 'bot', text: 'Second', edited: true },
  ]);
  expect(stage.connector.refusals()).toEqual([]);
});

test('an invoke is answered through the adapter', async () => {
  logic = async (context) => {
    if (context.activity.type === 'message')
      await context.sendActivity(messageWith(card([], { actions: [execute()] })));
    else
      await context.sendActivity({
        type: 'invokeResponse',
        value: { status: 200, body: executed(MESSAGE_ANSWER, 'Done') },
      });
  };
  await ana().say('Hello');
  await ana().press({ surface: 'message', verb: 'go' });
  expect(ana().screen().notice).toBe('Done');
  expect(stage.connector.refusals()).toEqual([]);
});

const FAULTS: [TokenFault, number][] = [
  ['none', 401],
  ['not-a-token', 401],
  ['unsigned', 401],
  ['wrong-audience', 401],
  ['wrong-issuer', 401],
  ['wrong-key', 500],
  ['unknown-key', 401],
  ['expired', 401],
  ['no-serviceurl', 401],
  ['other-serviceurl', 401],
];

test.each(FAULTS)('the adapter lets no turn begin with a token that is wrong: %s gives %i', async (token, status) => {
  expect((await ana().send({ text: 'Hello' }, { token })).status).toBe(status);
  expect(handled).toEqual([]);
});

test('the adapter does not check service URLs and tenants: the bot has to', async () => {
  await ana().send({ text: 'Hello' }, { serviceUrl: 'https://elsewhere.example/', tenantId: 'tenant-elsewhere' });
  expect(handled).toMatchObject([{ serviceUrl: 'https://elsewhere.example/' }]);
});
