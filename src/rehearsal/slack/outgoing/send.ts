import { request } from 'node:http';
import type { Answered, Json } from '../contract.ts';
import { parseJson } from '../json.ts';
import { sendEnvelope } from '../socket/envelope.ts';
import { record, refuse, type World } from '../world/world.ts';
import type { Outgoing } from './outgoing.ts';
import { signatureOf } from './sign.ts';

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/**
 * Sends a payload to the bot, as a signed request or over a Socket Mode connection, and waits for its answer as long as
 * Slack would. Status 0: no answer.
 */
export async function send(world: World, outgoing: Outgoing): Promise<Answered> {
  // As in Slack's settings: with Socket Mode on, a request URL is kept and not used.
  const bySocket = world.sockets.mode === 'on' || (world.sockets.mode === 'disabled' && world.requestUrl === '');
  if (!bySocket && world.requestUrl === '')
    throw new Error('workspace.requestUrl is not set: the workspace does not know the bot');
  const { userId, kind, body, contentType } = outgoing;
  const timestampS = outgoing.timestampS ?? Math.floor(world.now() / 1000);
  record(world.deliveries, { userId, kind, body, contentType, timestampS, at: world.now() });
  if (bySocket) return tracked(world, sendEnvelope(world, outgoing));
  const headers: Record<string, string> = {
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestampS),
    'x-slack-signature': outgoing.signature ?? signatureOf(world.signingSecret, timestampS, body),
  };
  if (outgoing.retryNum !== undefined) {
    headers['x-slack-retry-num'] = String(outgoing.retryNum);
    headers['x-slack-retry-reason'] = 'http_timeout';
  }
  return tracked(world, exchange(world, headers, body));
}

/** Counts a piece of work among what `settled` waits for. */
export async function tracked<T>(world: World, work: Promise<T>): Promise<T> {
  const quiet = work.catch(() => undefined);
  world.underWay.add(quiet);
  try {
    return await work;
  } finally {
    world.underWay.delete(quiet);
  }
}

function exchange(world: World, headers: Record<string, string>, body: string): Promise<Answered> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const patience = AbortSignal.timeout(world.ackMs);
  const signal = AbortSignal.any([patience, world.stopping.signal]);
  return new Promise((resolve) => {
    const unanswered = () => {
      const late = patience.aborted ? world.check.use('ack', { times: 1, afterMs: Number.POSITIVE_INFINITY }) : null;
      if (late && !world.stopping.signal.aborted) refuse(world, { method: 'ack', ...late });
      resolve({ status: 0, body: null, ms: elapsed() });
    };
    const call = request(world.requestUrl, { method: 'POST', headers, signal, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', unanswered);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: bodyOf(text), ms: elapsed() });
      });
    });
    call.on('error', unanswered);
    call.end(body);
  });
}

function bodyOf(text: string): Json {
  if (text === '') return '';
  return parseJson(text) ?? text;
}
