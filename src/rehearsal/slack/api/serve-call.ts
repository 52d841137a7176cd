import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject, Outage } from '../contract.ts';
import { record, type World } from '../world/world.ts';
import { readFields, readText } from './body.ts';
import { answerCall } from './call.ts';
import { nextFault } from './outages.ts';

/** Answers one HTTP request to /api/METHOD. */
export async function serveCall(
  world: World,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readText(request);
  const fields = text === null ? null : readFields(request.headers['content-type'] ?? '', text);
  if (fields === null) return reply(response, 200, { ok: false, error: 'invalid_form_data' });
  const { token: inBody, ...args } = fields;
  const inHeader = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = inHeader ?? (typeof inBody === 'string' ? inBody : null);
  const fault = nextFault(world, name);
  const answer = fault ? faultBody(fault) : answerCall(world, name, { token, inHeader: inHeader !== undefined }, args);
  record(world.calls, { method: name, at: world.now(), args: readable(args), answer });
  response.setHeader('date', new Date(world.now()).toUTCString());
  if (answer?.ok === true && name !== 'api.test')
    response.setHeader('x-oauth-scopes', [...(inHeader === world.appToken ? world.appScopes : world.scopes)].join(','));
  if (fault?.kind === 'rate-limited') response.setHeader('retry-after', String(fault.retryAfterS));
  if (answer === null) return;
  reply(response, fault ? faultStatus(fault) : 200, answer);
}

/** Ends a response with a JSON body. */
export function reply(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function faultBody(fault: Outage['fault']): JsonObject | null {
  switch (fault.kind) {
    case 'rate-limited':
      return { ok: false, error: 'ratelimited' };
    case 'server-error':
      return { ok: false, error: 'internal_error' };
    case 'error':
      return { ok: false, error: fault.error };
    case 'silence':
      return null;
  }
}

function faultStatus(fault: Outage['fault']): number {
  if (fault.kind === 'rate-limited') return 429;
  return fault.kind === 'server-error' ? 500 : 200;
}

// Forms carry objects as JSON text; tests want to read them as objects.
function readable(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      if (typeof value !== 'string' || !/^[[{]/.test(value) || name === 'text') return [name, value];
      try {
        return [name, JSON.parse(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
