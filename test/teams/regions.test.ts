import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { loadSdk } from '#channels/teams/sdk.ts';

/** Teams speaks from several regions, each with an address of its own, and takes messages for its people there only. */
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function region(): Promise<{ serviceUrl: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    heard.push((JSON.parse(text) as { text: string }).text);
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard };
}

test('words for people of two regions each go to their own, also when both were written to before', async () => {
  const [americas, europe] = [await region(), await region()];
  const sdk = await loadSdk({ login: null, cloud: 'public', openIdMetadataUrl: null }, 1_000);
  for (const turn of ['first', 'second'])
    for (const [name, { serviceUrl }] of Object.entries({ americas, europe })) {
      const connector = await sdk.conversations(serviceUrl);
      await connector.sendToConversation('a:1', { type: 'message', text: `${turn} for ${name}` });
    }
  expect([americas.heard, europe.heard]).toEqual([
    ['first for americas', 'second for americas'],
    ['first for europe', 'second for europe'],
  ]);
});
