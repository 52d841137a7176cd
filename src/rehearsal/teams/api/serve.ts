import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from '../../slack/json.ts';
import type { Outage } from '../contract.ts';
import { isTokenOfBot } from '../keys/of-bot.ts';
import { record, type World } from '../world/world.ts';
import { type Answer, ok, refused } from './answer.ts';
import { type Call, OPEN_ROUTES, routeOf } from './call.ts';
import { create } from './create.ts';
import { metadata, publishedKeys, token } from './login.ts';
import { remove, send, update } from './messages.ts';
import { member, members, pagedMembers, team, teamChannels } from './roster.ts';

const BODY_BYTES_AT_MOST = 4 * 1024 * 1024;

/** Answers one request of the bot and notes it. */
export async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const text = await readText(request);
  const { authorization } = request.headers;
  const place = {
    ...routeOf(method, url.pathname),
    method,
    path: url.pathname,
    query: url.searchParams,
    authorization,
  };
  const call: Call = { ...place, text, body: parseJson(text) };
  const fault = nextFault(world, call);
  const answer = fault ? faultAnswer(fault) : await answerCall(world, call);
  const { status, body, refused: why } = answer;
  // A token request holds the bot's secret.
  const shown = call.route === 'token' ? null : (call.body ?? null);
  const bytes = Buffer.byteLength(text);
  record(world.calls, {
    route: call.route,
    method,
    path: call.path,
    at: world.now(),
    bytes,
    body: shown,
    status,
    answer: body,
  });
  if (why) record(world.refusals, { by: call.route, status, ...why });
  if (status === 0) return;
  response.setHeader('date', new Date(world.now()).toUTCString());
  if (fault?.kind === 'rate-limited') response.setHeader('retry-after', String(fault.retryAfterS));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body === '' ? '' : JSON.stringify(body));
}

async function answerCall(world: World, call: Call): Promise<Answer> {
  if (!OPEN_ROUTES.has(call.route) && !(await isTokenOfBot(world, call.authorization)))
    return refused(401, 'Unauthorized', 'Authorization has been denied for this request.');
  switch (call.route) {
    case 'metadata':
      return metadata(world);
    case 'keys':
      return publishedKeys(world);
    case 'token':
      return token(world, call);
    case 'create':
      return create(world, call);
    case 'send':
    case 'reply':
      return send(world, call);
    case 'update':
      return update(world, call);
    case 'delete':
      return remove(world, call);
    case 'members':
      return members(world, call);
    case 'member':
      return member(world, call);
    case 'paged-members':
      return pagedMembers(world, call);
    case 'team':
      return team(world, call);
    case 'team-channels':
      return teamChannels(world, call);
    case 'unknown':
      return refused(404, 'NotFound', `There is no ${call.method} ${call.path}`);
  }
}

function nextFault(world: World, { route }: Call): Outage['fault'] | null {
  const isMeant = (meant: string) => meant === route || (meant === '*' && !OPEN_ROUTES.has(route));
  const outage = world.outages.find((one) => one.times > 0 && isMeant(one.route));
  if (!outage) return null;
  outage.times -= 1;
  return outage.fault;
}

/** An outage is no refusal: the bot did nothing wrong. */
function faultAnswer(fault: Outage['fault']): Answer {
  const error = (status: number, code: string, message = code) => ok({ error: { code, message } }, status);
  switch (fault.kind) {
    case 'rate-limited':
      return error(429, 'TooManyRequests', 'Too many requests');
    case 'precondition-failed':
      return error(412, 'PreconditionFailed', 'Please try again');
    case 'server-error':
      return error(fault.status ?? 500, 'ServiceError');
    case 'error':
      return error(fault.status, fault.code);
    case 'silence':
      return ok(null, 0);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_BYTES_AT_MOST) parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
