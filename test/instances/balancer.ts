import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in front of several bots: each request goes to the next of them, as it came. */
export async function balancer(bots: readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const bot = bots[turn % bots.length] ?? '';
    turn += 1;
    const { method, headers, url = '/' } = incoming;
    const onward = request(new URL(url, bot), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
