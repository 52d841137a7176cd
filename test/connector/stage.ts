/** A tiny bot for the connector's tests: checks each request against the published keys, then answers as told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startConnector } from '#rehearsal/teams/connector.ts';
import type {
  Connector,
  ConnectorOptions,
  Json,
  JsonObject,
  TeamsChannel,
  TeamsPerson,
} from '#rehearsal/teams/contract.ts';

const PEOPLE: TeamsPerson[] = [
  { id: 'ANA', name: 'Ana Ruiz', aadObjectId: 'aad-ana', email: 'ana@valley.example', timeZone: 'America/Chicago' },
  { id: 'JOAN', name: 'Joan Lee', aadObjectId: 'aad-joan', email: 'joan@valley.example' },
  { id: 'GUS', name: 'Gus Berg', aadObjectId: 'aad-gus', email: null, guest: true },
  { id: 'FAY', name: 'Fay Quinn', aadObjectId: 'aad-fay', email: 'fay@partner.example', tenantId: 'tenant-partner' },
];

const CHANNEL: TeamsChannel = {
  id: '19:iqies@thread.tacv2',
  name: 'iQIES',
  teamId: 'team-1',
  teamName: 'Valley Care',
  members: ['ANA', 'JOAN'],
  botIn: true,
};

interface Reply {
  status: number;
  body: JsonObject;
  headers: Headers;
}

export interface Stage {
  connector: Connector;
  /** Activities that came with a good token. */
  heard: JsonObject[];
  /** Their tokens. */
  tokens: string[];
  last(): JsonObject;
  /** What the bot answers: a body, a bare status, or silence. */
  answer: (activity: JsonObject) => Json | { status: number } | 'silence';
  /** Calls the connector as the bot does. `id` parts of the path must be encoded. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
  /** Posts into the personal chat of a person; the id of the message. */
  post(personId: string, activity: JsonObject): Promise<string>;
  clock: { now: number };
  stop(): Promise<void>;
}

/** Two servers: the connector, with Ana and Joan having the app, and the bot. */
export async function setStage(options: Partial<ConnectorOptions> = {}): Promise<Stage> {
  const clock = { now: Date.parse('2026-11-21T15:00:00Z') };
  const connector = await startConnector({
    people: PEOPLE,
    channels: [CHANNEL],
    installedFor: ['ANA', 'JOAN'],
    clock: () => clock.now,
    ...options,
  });
  const keys = createRemoteJWKSet(new URL(`${connector.url}/v1/.well-known/keys`));
  const server = createServer((request, response) => void hear(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  connector.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  let ownToken: string | null = null;
  const stage: Stage = {
    connector,
    heard: [],
    tokens: [],
    last: () => stage.heard.at(-1) ?? {},
    answer: () => '',
    clock,
    async call(method, path, body, token) {
      ownToken ??= await fetchToken(connector);
      const response = await fetch(`${connector.serviceUrl}v3/${path}`, {
        method,
        headers: { authorization: `Bearer ${token ?? ownToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
    },
    async post(personId, activity) {
      const { status, body } = await stage.call('POST', `conversations/${chatIdOf(personId)}/activities`, activity);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return String(body.id);
    },
    async stop() {
      await connector.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return stage;

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request) text += part;
    const token = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    const rules = { issuer: connector.issuer, audience: connector.appId, algorithms: ['RS256'] };
    const good = await jwtVerify(token, keys, rules).catch(() => null);
    const activity = parsed(text);
    if (good === null || good.payload.serviceurl !== activity.serviceUrl) return void response.writeHead(401).end();
    stage.heard.push(activity);
    stage.tokens.push(token);
    const answer = stage.answer(activity);
    if (answer === 'silence') return;
    const bare = typeof answer === 'object' && answer !== null && Object.keys(answer).join() === 'status';
    if (bare) return void response.writeHead(Number((answer as { status: number }).status)).end();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer === '' ? '' : JSON.stringify(answer));
  }
}

/** The token with which the bot calls. */
export async function fetchToken(connector: Connector, changed: Record<string, string> = {}): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: connector.appId,
    client_secret: connector.appPassword,
    scope: 'https://api.botframework.com/.default',
    ...changed,
  });
  const response = await fetch(connector.tokenUrl, { method: 'POST', body });
  const { access_token, error } = (await response.json()) as { access_token?: string; error?: string };
  return access_token ?? `${response.status} ${error}`;
}

export function chatIdOf(personId: string): string {
  const aad = PEOPLE.find(({ id }) => id === personId)?.aadObjectId ?? '';
  return encodeURIComponent(`a:1${aad.replaceAll('-', '')}`);
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
