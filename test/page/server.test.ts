import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { servePage } from '#rehearsal/page/server.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const act = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${stage.page.url}/act`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** fetch would set the Host header itself and tidy the path. */
const raw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve, reject) => {
    const { port } = new URL(stage.page.url);
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

test('it refuses to be reachable from other computers', async () => {
  await expect(servePage(stage.workspace, { port: 0, host: '0.0.0.0' })).rejects.toThrow(/loopback/);
});

test('a foreign page can neither read nor act: not by name, not by origin, not by a form', async () => {
  expect(await raw('/people', { Host: 'evil.example' })).toBe(403);
  expect(await raw('/people', { Origin: 'http://evil.example' })).toBe(403);
  expect(await raw('/people', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
  expect((await act({ as: 'U0ANA', do: 'close' }, { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await act({ as: 'U0ANA', do: 'close' }, { Origin: 'http://localhost:1' })).status).toBe(403);
});

test.each(['/../server.ts', '/%2e%2e/server.ts', '/static/main.js', '/mrkdwn.d.ts', '/..%2fserver.ts', '//'])(
  'there is nothing at %s',
  async (path) => {
    expect(await raw(path)).toBe(404);
  },
);

test('the page may run its own scripts only', async () => {
  const response = await fetch(stage.page.url);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(await response.text()).not.toMatch(/<script(?![^>]*src="\/)|\sstyle=|\son\w+=/);
});

test('what is no act is refused with a reason, and so is too much of it', async () => {
  expect((await act('{')).status).toBe(400);
  expect((await act({ as: 'U0ANA', do: 'dance' })).status).toBe(400);
  expect((await act({ as: 'U0ANA', do: 'say', text: 'a', extra: 1 })).status).toBe(400);
  expect((await act({ as: 'U0NOBODY', do: 'openHome' })).status).toBe(404);
  expect((await act(JSON.stringify({ text: 'a'.repeat(300_000) }))).status).toBe(413);
});

test('what her client would not let her do is answered with the reason and her screen', async () => {
  const response = await act({ as: 'U0ANA', do: 'submit' });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ error: expect.any(String), screen: { person: { id: 'U0ANA' } } });
});

test('several changes within a moment are one line', async () => {
  const gone = new AbortController();
  const response = await fetch(`${stage.page.url}/changes`, { signal: gone.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader?.read())?.value ?? '';
  expect(await next()).toContain('retry');
  await act({ as: 'U0ANA', do: 'say', text: 'Hello' });
  const line = await next();
  expect(line).toMatch(/^data: \{"screens":\["U0ANA"\]\}\n\n$/);
  gone.abort();
});

test('somebody joins only when she is one of the absent, once, and only from this page', async () => {
  const join = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  expect((await join(stage.page.url, { id: 'U0PAT' })).status).toBe(404);
  const pat = { id: 'U0PAT', name: 'Pat Doyle', email: 'pat@bloomfield.example', about: '' };
  const page = await servePage(stage.workspace, {
    port: 0,
    host: '127.0.0.1',
    groups: [{ name: 'PSO', people: [{ ...pat, absent: true }] }],
    join: (id) => (id === pat.id ? pat : null),
  });
  const people = async () => JSON.stringify(await (await fetch(`${page.url}/people`)).json());
  expect(await people()).toContain('"ids":[],"absent":[{"id":"U0PAT"');
  expect((await join(page.url, { id: 'U0PAT' }, { Origin: 'http://evil.example' })).status).toBe(403);
  expect((await join(page.url, { id: 'U0NOBODY' })).status).toBe(404);
  expect((await join(page.url, { id: 'U0ANA' })).status).toBe(404);
  expect((await join(page.url, { id: 'U0PAT' })).status).toBe(200);
  expect(await people()).toContain('"ids":["U0PAT"],"absent":[]');
  expect((await join(page.url, { id: 'U0PAT' })).status).toBe(404);
  await page.stop();
});
