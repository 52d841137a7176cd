/** A tiny bot for the workspace's tests: verifies each request with Bolt's own check, then answers as told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifySlackRequest } from '@slack/bolt';
import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Json, Workspace, WorkspaceOptions } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: payloads are what these tests are about
export type Payload = Record<string, any>;

interface Heard {
  payload: Payload;
  retryNum: string | undefined;
}

export interface Stage {
  workspace: Workspace;
  web: WebClient;
  heard: Heard[];
  /** The last payload. */
  last(): Payload;
  /** What the bot does with a request: the body of its answer, a bare status, or silence. */
  answer: (payload: Payload) => Promise<Json | { status: number } | 'silence'>;
  clock: { now: number };
  stop(): Promise<void>;
}

const SCOPES = ['chat:write', 'im:write', 'users:read', 'users:read.email'];

const PEOPLE: WorkspaceOptions['people'] = [
  { id: 'U0ANA', name: 'Ana Ruiz', email: 'ana@bloomfield.example', timeZone: 'America/Chicago' },
  { id: 'U0JOAN', name: 'Joan Lee', email: 'joan@bloomfield.example' },
  { id: 'U0RAJ', name: 'Raj Patel', email: 'raj@bloomfield.example', deleted: true },
];

const quiet = () => {};

/** Options for a client of this workspace: one try, and no words on the console. */
export function clientOptions(workspace: Workspace): WebClientOptions {
  const logger = {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: quiet,
    setLevel: quiet,
    setName: quiet,
    getLevel: () => LogLevel.ERROR,
  };
  return { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 }, logger };
}

export async function setStage(options: Partial<WorkspaceOptions> = {}): Promise<Stage> {
  const clock = { now: Date.now() };
  const workspace = await startWorkspace({
    people: PEOPLE,
    scopes: SCOPES,
    clock: () => clock.now,
    ackMs: 300,
    followMs: 0,
    ...options,
  });
  const web = new WebClient(workspace.botToken, clientOptions(workspace));
  const heard: Heard[] = [];
  const server = createServer((request, response) => void serve(stage, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stage: Stage = {
    workspace,
    web,
    heard,
    last: () => heard.at(-1)?.payload ?? {},
    answer: async () => '',
    clock,
    async stop() {
      await workspace.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  workspace.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return stage;
}

async function serve(stage: Stage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += part;
  try {
    verifySlackRequest({
      signingSecret: stage.workspace.signingSecret,
      body,
      headers: {
        'x-slack-signature': String(request.headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(request.headers['x-slack-request-timestamp']),
      },
      nowMilliseconds: stage.clock.now,
    });
  } catch {
    response.writeHead(401).end();
    return;
  }
  const payload = read(request.headers['content-type'] ?? '', body);
  stage.heard.push({ payload, retryNum: request.headers['x-slack-retry-num']?.toString() });
  const answer = await stage.answer(payload);
  if (answer === 'silence') return;
  if (isStatus(answer)) {
    response.writeHead(answer.status).end();
    return;
  }
  if (answer === '') response.writeHead(200).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function isStatus(answer: Json | { status: number }): answer is { status: number } {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer) && typeof answer.status === 'number';
}

function read(contentType: string, body: string): Payload {
  if (contentType === 'application/json') return JSON.parse(body);
  const form = Object.fromEntries(new URLSearchParams(body));
  return form.payload ? JSON.parse(form.payload) : { type: 'command', ...form };
}
