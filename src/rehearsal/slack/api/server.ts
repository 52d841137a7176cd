import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../world/world.ts';
import { serveResponseUrl } from './response-url.ts';
import { reply, serveCall } from './serve-call.ts';

/** Starts the HTTP server of the Web API on loopback and writes its address into the world. */
export async function startServer(world: World, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    route(world, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

/** Stops the server at once: sockets that wait for an answer are cut. */
export async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
  const responseId = /^\/response\/(\w+)$/.exec(path)?.[1];
  if (request.method !== 'POST' && method !== 'api.test')
    return reply(response, 404, { ok: false, error: 'not_found' });
  if (method !== undefined) return serveCall(world, method, request, response);
  if (responseId !== undefined) return serveResponseUrl(world, responseId, request, response);
  reply(response, 404, { ok: false, error: 'not_found' });
}
