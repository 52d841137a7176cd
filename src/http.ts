import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { bodyReader, type ReadBody } from './bodies.ts';
import type { Readiness } from './readiness.ts';

/** The id of the HTTP request, or of the Socket Mode envelope, that is being answered: on every log line about it. */
export const requestContext = new AsyncLocalStorage<{ requestId: string }>();

/** The longest that a stop waits for requests under way. A platform waits three seconds for its answer. */
const finishWithinMs = 5_000;

export interface HttpParts {
  log: Logger;
  /** Whether people can be served now. */
  ready(): Promise<Readiness>;
  /** What the operator should mend although people are served; null when nothing. */
  warning: string | null;
  /** Who answers what is posted to a path. */
  doors: Readonly<Record<string, Door>>;
  /** Who answers what a browser asks for, by path. */
  pages?: Readonly<Record<string, Page>>;
  /** Told of each answer: the path where it is one of ours, and the status. */
  onAnswered?(route: string, status: number): void;
}

export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Door = (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>;

/** The one HTTP server: what chat platforms post, GET /healthz, GET /readyz. */
export async function listen(
  parts: HttpParts,
  host: string,
  port: number,
): Promise<{ server: Server; url: string; stop(): Promise<void> }> {
  const server = createServer({ requestTimeout: 20_000, headersTimeout: 10_000 }, (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    // A connection that is kept is used once more while the server stops, and then closed.
    if (!server.listening) response.setHeader('connection', 'close');
    response.once('finish', () => {
      if (!server.listening) request.socket.end();
      parts.onAnswered?.(routeOf(parts, request), response.statusCode);
    });
    void requestContext.run({ requestId }, () => answer(parts, request, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    server,
    url: `http://${shownHost}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), finishWithinMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await dispatch(parts, request, response);
  } catch (fault) {
    parts.log.error({ err: fault }, 'an HTTP request failed');
    if (!response.headersSent) end(response, 500, 'failed');
  }
}

async function dispatch(
  { log, ready, warning, doors, pages = {} }: HttpParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ''] = (request.url ?? '/').split('?');
  const route = `${request.method} ${path}`;
  if (route === 'GET /healthz') return end(response, 200, 'ok');
  if (route === 'GET /readyz') {
    const now = await ready();
    return end(response, now.problem === null ? 200 : 503, readyLine(now, warning));
  }
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page !== undefined && request.method === 'GET') return page(request, response);
  const door = Object.hasOwn(doors, path) ? doors[path] : undefined;
  if (door === undefined || request.method !== 'POST')
    return end(response, door === undefined && page === undefined ? 404 : 405, 'nothing here');
  const body = await readBody(request);
  if (typeof body === 'string') {
    const { status, says } = refusedBodies[body];
    const bytes = Number(request.headers['content-length'] ?? 0);
    log.warn({ bytes }, `a request body was ${says} and was refused`);
    response.setHeader('connection', 'close');
    return end(response, status, says);
  }
  await door(request, body.text, response);
  if (response.statusCode >= 400) log.warn({ status: response.statusCode }, `a request to ${path} was refused`);
}

/** Of this process: all that it serves share its memory. */
const readBody = bodyReader();

const refusedBodies = {
  'too-large': { status: 413, says: 'too large' },
  'too-slow': { status: 408, says: 'too slow' },
} as const satisfies Record<Extract<ReadBody, string>, object>;

/** How a path is counted: one of a few, whatever was asked for. */
function routeOf({ doors, pages = {} }: HttpParts, request: IncomingMessage): string {
  const [path = ''] = (request.url ?? '/').split('?');
  return Object.hasOwn(doors, path) || Object.hasOwn(pages, path) || path === '/healthz' || path === '/readyz'
    ? path
    : 'other';
}

/** One line: whether it is ready, and what should be mended all the same. */
export function readyLine({ problem, parts }: Readiness, warning: string | null): string {
  if (problem !== null) return problem;
  const but = [...parts.flatMap(({ says }) => says ?? []), ...(warning === null ? [] : [warning])];
  return but.length === 0 ? 'ready' : `ready, but ${but.join('; ')}`;
}

/** Answers with a text of a known length: without one, Node sends it in pieces of its own, which takes longer. */
function end(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
