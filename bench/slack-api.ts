import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A Slack that takes every call at once, alone in its process: what the apps under load call. It refuses nothing, because the
 * strict workspace of the tests does, and would be the slowest of all here. It tells its parent when what was posted.
 */
export interface Posted {
  method: string;
  /** Who it was posted to. */
  channel: string;
  /** nanoseconds of the clock that all processes of a machine share */
  at: string;
}

let posts = 0;
/** Whether each post is told; many thousands of them would be load of their own. */
let telling = false;
const counted: Record<string, number> = {};

const server = createServer((request, response) => {
  const at = process.hrtime.bigint().toString();
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const method = (request.url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
    const given = new URLSearchParams(Buffer.concat(parts).toString());
    counted[method] = (counted[method] ?? 0) + 1;
    const channel = given.get('channel') ?? '';
    if (telling && method === 'chat.postMessage') process.send?.({ method, channel, at } satisfies Posted);
    const body = JSON.stringify({ ok: true, ...answerTo(method, given) });
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': process.argv[2] ?? '' }).end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` });
});
process.on('message', (message: 'tell' | 'hush' | 'count') => {
  if (message === 'count') process.send?.({ counted });
  else telling = message === 'tell';
});
process.on('disconnect', () => process.exit(0));

function answerTo(method: string, given: URLSearchParams): object {
  switch (method) {
    case 'auth.test':
      return { url: 'https://bench.slack.example/', team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'chat.postMessage':
      posts += 1;
      return { channel: `D${given.get('channel')}`, ts: `1700000000.${String(posts).padStart(6, '0')}` };
    case 'chat.update':
      return { channel: given.get('channel'), ts: given.get('ts') };
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return { view: { id: 'V0BENCH', hash: '1.abc' } };
    default:
      return {};
  }
}
