import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { noWatch, type Watch } from '#application/watch.ts';
import { readJson } from '#channels/read-json.ts';
import { storable } from '#domain/storable.ts';
import { createDispatcher, type Route, type SlackAnswer, type SlackReceiver } from './dispatch.ts';

export interface HttpReceiver extends SlackReceiver {
  /** Answers one POST /slack/events whose body was read already. */
  handle(request: IncomingMessage, body: string, response: ServerResponse): Promise<void>;
}

const finishWithinMs = 5_000;
/** How far Slack's clock and ours may be apart, its way here included. */
const signedWithinMs = 5 * 60 * 1_000;

/** Takes Slack's HTTP requests: checks the signature and its age, then hands the payload on. */
export function httpReceiver(
  signingSecret: string,
  now: () => number,
  watch: Watch = noWatch,
  route?: Route,
): HttpReceiver {
  const dispatcher = createDispatcher(watch, route);
  const key = createSecretKey(signingSecret, 'utf8');
  return {
    init: dispatcher.init,
    start: async () => undefined,
    stop: () => dispatcher.finished(finishWithinMs),
    problem: () => null,
    async handle(request, body, response) {
      if (!isSigned(request, body, key, now())) return send(response, { status: 401, body: 'bad signature' });
      const payload = parseBody(request.headers['content-type'] ?? '', body);
      if (payload === null) return send(response, { status: 400, body: 'bad body' });
      if (payload.ssl_check) return send(response, { status: 200, body: '' });
      if (payload.type === 'url_verification')
        return send(response, { status: 200, body: { challenge: String(payload.challenge ?? '') } });
      return send(response, await dispatcher.answer(payload, Number(request.headers['x-slack-retry-num'] ?? 0)));
    },
  };
}

/**
 * Whether Slack signed a request, now and not once. Bolt's own check makes three digests and three keys for that, and took
 * longer than all else that Bolt does with a click.
 */
function isSigned({ headers }: IncomingMessage, body: string, key: KeyObject, nowMs: number): boolean {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  // What comes from the future is as wrong as what is old.
  if (Math.abs(Number(timestamp) * 1_000 - nowMs) > signedWithinMs) return false;
  const own = Buffer.from(`v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === own.length && timingSafeEqual(given, own);
}

function parseBody(contentType: string, body: string): Record<string, unknown> | null {
  try {
    if (contentType.startsWith('application/json')) return asRecord(readJson(body));
    if (!contentType.startsWith('application/x-www-form-urlencoded')) return null;
    const form = Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, storable(value)]));
    return form.payload === undefined ? form : asRecord(readJson(form.payload));
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** The length goes with it: without one, Node sends the answer in pieces of its own, which takes longer. */
function send(response: ServerResponse, { status, body }: SlackAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}
