import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signed, wrongWith } from '#channels/webhook/sign.ts';

/** The system of an operator that sets roles up, on loopback: it checks signatures, and answers as it is told to. */

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const key = Buffer.alloc(32, 7);

interface Told {
  id: string;
  type: string;
  data: { approval: string; [key: string]: unknown };
}

export type Answer = { status: number; body?: string; headers?: Record<string, string> };

export async function downstream(now: () => number) {
  const told: Told[] = [];
  const problems: string[] = [];
  let answer: Answer = { status: 200, body: '{"status":"accepted"}' };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const wrong = wrongWith(key, request.headers, body, now());
    if (wrong !== null || request.method !== 'POST') problems.push(`${request.method} ${wrong}`);
    const parsed = JSON.parse(body) as Omit<Told, 'id'>;
    told.push({ id: idOf(request.headers), ...parsed });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/roles`,
    told,
    problems,
    answers(next: Answer) {
      answer = next;
    },
    /** A callback to the bot, signed, or in a way that is not right. */
    async call(botUrl: string, data: object, { id = 'call-1', at = now(), with: by = key, body = '' } = {}) {
      const text = body || JSON.stringify({ type: 'role.set_up', data });
      const answered = await fetch(`${botUrl}/provisioning/callback`, {
        method: 'POST',
        headers: signed(by, id, at, text),
        body: text,
      });
      return { status: answered.status, text: await answered.text() };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const idOf = (headers: IncomingHttpHeaders): string => String(headers['webhook-id']);
