import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import Sqlite from 'better-sqlite3';
import { localLogin } from '#channels/teams/local-login.ts';
import { appId } from '../teams-people.ts';
import { bareOnSqlite } from './transaction.ts';

/**
 * The floor for Teams: a bare app as the guide of teams-ai shows one, with the listeners that it needs and real tokens, on
 * Node's own HTTP server. `approve` and the form `request` at its last step do one durable transaction (an insert and an
 * update). Whatever is asked is answered with what the bot beside it answers.
 */
const { DATA_DIR: folder = '', TEAMS_LOCAL: local = '', ANSWERS: answers = '' } = process.env;
const { endpoints, tokenUrl } = JSON.parse(local);
const given = JSON.parse(readFileSync(answers, 'utf8'));

const change = bareOnSqlite(new Sqlite(join(folder, 'floor.sqlite')));

const app = new Application({ taskModules: { taskDataFilter: 'action' } });
app.adaptiveCards.actionExecute('approve', async ({ activity }, _state, data: { value: string }) => {
  await change(data.value, activity.from.id);
  return given.approve;
});
app.taskModules.fetch('request-role', async () => given.open);
app.taskModules.submit('submit', async ({ activity }, _state, data: { memo: { draft: string; step: string } }) => {
  if (data.memo.step !== 'review') return given.next;
  await change(data.memo.draft, activity.from.id);
  return given.submit;
});
app.adaptiveCards.search('places', async () => []);

// The bot's own way to sign in to a local Teams: Microsoft's asks Microsoft. What comes in is checked by Microsoft's.
const login = localLogin({ appId, password: 'bench' }, tokenUrl, endpoints.ToChannelFromBotOAuthScope);
const adapter = new TeamsAdapter({ ...endpoints, MicrosoftAppId: appId }, login as never);
const server = createServer(async (request, response) => {
  const answer = {
    socket: response.socket,
    header: (name: string, value: string) => response.setHeader(name, value),
    status: (code: number) => {
      response.statusCode = code;
      return answer;
    },
    send: (body: object) => {
      response.setHeader('content-type', 'application/json').write(JSON.stringify(body));
      return answer;
    },
    end: () => response.end(),
  };
  const { method, headers } = request;
  await adapter.process({ method, headers, body: await bodyOf(request) } as never, answer as never, async (context) => {
    await app.run(context);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`"url":"http://127.0.0.1:${port}","msg":"listening"\n`);
});

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
