import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveOperator } from '#src/operator/server.ts';

/** Who gets in at the operator's port. The page itself is a few words here. */

const token = 'a-token-of-more-than-24-characters';
let served: Awaited<ReturnType<typeof serveOperator>>;
let wrongTokens = 0;
beforeEach(async () => {
  wrongTokens = 0;
  served = await start(token);
});
afterEach(() => served.stop());

const start = (needed: string | null) =>
  serveOperator({
    host: '127.0.0.1',
    port: 0,
    token: needed,
    page: async (signedIn) => `the page, ${signedIn ? 'signed in' : 'open'}`,
    metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'up 1' }),
    ready: async () => ({ status: 503, text: 'record: the record can’t be read or written' }),
    onFault: (fault) => {
      throw fault;
    },
    onWrongToken: () => {
      wrongTokens += 1;
    },
  });

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(served.url + path, { headers, redirect: 'manual' });
const signIn = (said: string, headers: Record<string, string> = {}) =>
  fetch(`${served.url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ token: said }),
    headers,
    redirect: 'manual',
  });

describe('with OPERATOR_TOKEN', () => {
  it('the page shows a form, and nothing of it without the token', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(401);
    const text = await answer.text();
    expect(text).toContain('<input id="token" name="token" type="password"');
    expect(text).not.toContain('the page');
  });

  it('the token opens it: by a cookie that scripts and other sites don’t get, and that holds no token', async () => {
    const answer = await signIn(token);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(cookie).not.toContain(token);
    const page = await get('/', { cookie: `other=1; ${cookie.split(';')[0]}` });
    expect([page.status, await page.text()]).toEqual([200, 'the page, signed in']);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    const secure = await signIn(token, { 'x-forwarded-proto': 'https' });
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  it.each([
    ['a later end', (cookie: string) => cookie.replace(/=(\d)/, (_all, first) => `=${Number(first) + 1}`)],
    ['another seal', (cookie: string) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['nothing in it', () => 'iqies-operator='],
    ['another shape', () => 'iqies-operator=1.2'],
  ])('a cookie with %s is none', async (_name, change) => {
    const [cookie = ''] = ((await signIn(token)).headers.get('set-cookie') ?? '').split(';');
    expect((await get('/', { cookie })).status).toBe(200);
    expect((await get('/', { cookie: change(cookie) })).status).toBe(401);
  });

  it('the token in the address opens nothing', async () => {
    expect((await get(`/?token=${token}`)).status).toBe(401);
    expect((await get(`/metrics?token=${token}`)).status).toBe(401);
  });

  it('machines say it as a bearer token, for metrics and readiness', async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect((await get('/metrics')).status).toBe(401);
    expect(await (await get('/metrics', headers)).text()).toBe('up 1');
    const ready = await get('/readyz', headers);
    expect([ready.status, await ready.text()]).toEqual([503, 'record: the record can’t be read or written\n']);
    expect((await get('/readyz')).status).toBe(401);
  });

  it('who tries wrong ones is not listened to for a minute, the right one included', async () => {
    for (let count = 0; count < 5; count += 1) expect((await signIn('wrong')).status).toBe(401);
    for (let count = 0; count < 5; count += 1)
      expect((await get('/metrics', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await signIn(token)).status).toBe(429);
    expect((await get('/metrics', { authorization: `Bearer ${token}` })).status).toBe(429);
    expect(wrongTokens).toBe(10);
  });

  it('a form of another site, and one that is too long, are refused', async () => {
    expect((await signIn(token, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn('x'.repeat(5_000))).status).toBe(413);
  });

  it('signing out takes the cookie away', async () => {
    const answer = await fetch(`${served.url}/sign-out`, { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      303,
      'iqies-operator=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
  });
});

describe('without one', () => {
  beforeEach(async () => {
    await served.stop();
    served = await start(null);
  });

  it('whoever sits at this computer reads it', async () => {
    expect(await (await get('/')).text()).toBe('the page, open');
    expect((await get('/metrics')).status).toBe(200);
    expect((await fetch(served.url.replace('127.0.0.1', 'localhost'))).status).toBe(200);
  });

  it('so it is under each address that OPERATOR_HOST may have without a token', async () => {
    const { port } = new URL(served.url);
    const status = await new Promise((resolve) => {
      request({ port, path: '/', headers: { host: `127.0.0.2:${port}` } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).end();
    });
    expect(status).toBe(200);
  });

  it('a foreign page whose name was led to this computer does not', async () => {
    const { port } = new URL(served.url);
    for (const path of ['/', '/metrics', '/readyz', '/page.js'])
      for (const host of [
        `evil.example:${port}`,
        'localhost.evil.example',
        `127.0.0.1.evil.example:${port}`,
        `127.0.0.1:${Number(port) + 1}`,
      ]) {
        const status = await new Promise((resolve) => {
          request({ port, path, headers: { host } }, (answer) => resolve(answer.resume().statusCode)).end();
        });
        expect(status, `${host}${path}`).toBe(403);
      }
  });
});
