import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signIn } from '#copy/operator-page.ts';
import {
  bearer,
  isAtThisComputer,
  isFromHere,
  isSignedIn,
  isToken,
  securityHeaders,
  signedInCookie,
  signedOutCookie,
  wrongTries,
} from './guard.ts';
import { signInPage } from './page.ts';
import { staticFiles } from './static-files.ts';

export interface OperatorOptions {
  host: string;
  /** 0: a free one. */
  port: number;
  /** Who knows it is the operator; null: whoever sits at this computer. */
  token: string | null;
  /** The page. @param signedIn there is somebody who can sign out */
  page(signedIn: boolean): Promise<string>;
  /** Metrics as Prometheus reads them. */
  metrics(): Promise<{ type: string; text: string }>;
  /** Whether people can be served, one line for each part. */
  ready(): Promise<{ status: 200 | 503; text: string }>;
  onFault(fault: unknown): void;
  onWrongToken(): void;
}

const finishWithinMs = 1_000;
const mostBodyBytes = 2_000;

/** Serves the operator: the page, GET /metrics and GET /readyz, on a port that no platform posts to. */
export async function serveOperator(options: OperatorOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const files = staticFiles();
  const tries = wrongTries(() => performance.now());
  const { token } = options;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (token === null && !isAtThisComputer(request))
      return text(response, 403, 'Without OPERATOR_TOKEN this answers under its loopback address only.');
    const [path = ''] = (request.url ?? '/').split('?');
    const asked = `${request.method} ${path}`;
    const file = request.method === 'GET' ? files.get(path) : undefined;
    if (file !== undefined) return void response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
    if (asked === 'POST /sign-in' && token !== null) return signInWith(token, request, response);
    if (asked === 'POST /sign-out' && token !== null) return signOut(request, response);
    if (asked === 'GET /') {
      if (token !== null && !isSignedIn(token, request, Date.now())) return page(response, 401, signInPage(null));
      return page(response, 200, await options.page(token !== null));
    }
    if (asked !== 'GET /metrics' && asked !== 'GET /readyz') return text(response, 404, 'There is nothing here.');
    const refused = token === null ? null : refusal(token, request);
    if (refused !== null) return text(response, refused, refused === 429 ? signIn.tooMany : 'The token is needed.');
    if (asked === 'GET /readyz') {
      const ready = await options.ready();
      return text(response, ready.status, ready.text);
    }
    const metrics = await options.metrics();
    response.writeHead(200, { 'Content-Type': metrics.type }).end(metrics.text);
  }

  /** Machines say the token with each request; the page's cookie will do as well. */
  function refusal(right: string, request: IncomingMessage): 401 | 429 | null {
    if (isSignedIn(right, request, Date.now())) return null;
    const address = request.socket.remoteAddress ?? '';
    if (tries.tooMany(address)) return 429;
    const said = bearer(request);
    if (said !== null && isToken(right, said)) return null;
    if (said !== null) wrong(address);
    return 401;
  }

  async function signInWith(right: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = request.socket.remoteAddress ?? '';
    if (!isFromHere(request)) return text(response, 403, 'This form answers only to its own page.');
    if (tries.tooMany(address)) return page(response, 429, signInPage(signIn.tooMany));
    const body = await read(request);
    if (body === null) return text(response, 413, 'That is too long.');
    if (!isToken(right, new URLSearchParams(body).get('token')?.trim() ?? '')) {
      wrong(address);
      return page(response, 401, signInPage(signIn.wrong));
    }
    response.setHeader('Set-Cookie', signedInCookie(right, Date.now(), isSecure(request)));
    response.writeHead(303, { Location: '/' }).end();
  }

  function signOut(request: IncomingMessage, response: ServerResponse): void {
    if (!isFromHere(request)) {
      text(response, 403, 'This form answers only to its own page.');
      return;
    }
    response.setHeader('Set-Cookie', signedOutCookie(isSecure(request)));
    response.writeHead(303, { Location: '/' }).end();
  }

  function wrong(address: string): void {
    tries.note(address);
    options.onWrongToken();
  }

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    route(request, response).catch((fault: unknown) => {
      options.onFault(fault);
      if (response.headersSent) response.destroy();
      else text(response, 503, 'The record can’t be read now.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
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

/** Behind a proxy that speaks TLS, the cookie goes over TLS only. */
const isSecure = ({ headers }: IncomingMessage): boolean => headers['x-forwarded-proto'] === 'https';

function text(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`);
}

function page(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(body);
}

/** A small form; null when it is none. */
async function read(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > mostBodyBytes) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
