import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runNode, type ServerProcess, startServer } from '#test/cli/process.ts';

/** An emulator on the developer's own computer, without any authentication. */
let folder: string;
let emulator: Server;
let serviceUrl: string;
let heard: { url: string; authorization: string | undefined; body: string }[];
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-local-'));
  heard = [];
  emulator = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    heard.push({ url: request.url ?? '', authorization: request.headers.authorization, body });
    const member = { id: '29:dev', aadObjectId: 'dev', name: 'Dev Eloper', userRole: 'user' };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.method === 'GET' ? member : { id: '1' }));
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}/_connector`;
});
afterEach(async () => {
  await server?.kill();
  server = undefined;
  emulator.closeAllConnections();
  await new Promise((resolve) => emulator.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const variables = () => ({
  TEAMS_LOCAL_UNAUTHENTICATED: '1',
  TEAMS_ALLOWED_TENANTS: '7e4a1c00-0000-4000-8000-00000000a001',
  EMAIL_DOMAINS: 'valley-care.example',
  DATA_DIR: folder,
  PORT: '0',
});

const post = (fields: object) =>
  fetch(`${server?.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: '1',
      channelId: 'msteams',
      text: 'What is a CCN?',
      serviceUrl,
      from: { id: '29:dev', aadObjectId: 'dev' },
      recipient: { id: '28:bot' },
      conversation: {
        id: 'a:1',
        conversationType: 'personal',
        tenantId: '7e4a1c00-0000-4000-8000-00000000a001',
      },
      ...fields,
    }),
  });

test('talks to the bot without a token, and to nobody else’s computer; other tenants are refused there, too', async () => {
  server = await startServer(variables(), folder);
  expect((await post({})).status).toBe(200);
  await expect.poll(() => heard.map(({ body }) => body).join()).toContain('CMS Certification Number');
  expect(heard.map(({ authorization }) => authorization)).toEqual(heard.map(() => undefined));
  expect((await post({ id: '2', serviceUrl: 'https://smba.trafficmanager.net/amer/' })).status).toBe(403);
  expect((await post({ id: '3', serviceUrl: 'http://10.0.0.1/' })).status).toBe(403);
  expect((await post({ id: '4', conversation: { id: 'a:1', tenantId: 'elsewhere' } })).status).toBe(403);
});

test('is refused when the server listens to other computers', async () => {
  const { code, err } = await runNode(['src/main.ts'], { ...variables(), HOST: '0.0.0.0' }, folder);
  expect(code).toBe(1);
  expect(err).toContain('TEAMS_LOCAL_UNAUTHENTICATED lets anybody in');
});
