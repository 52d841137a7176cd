import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '#channels/log-port.ts';
import { readJson } from '#channels/read-json.ts';
import type { Answer } from './answer.ts';
import { type Incoming, parseIncoming } from './parse.ts';
import type { Sdk } from './sdk.ts';

/** Answers POST /api/messages: who sent it is settled before anything is looked at. */

export interface ReceiverParts {
  sdk: Pick<Sdk, 'authenticate' | 'isServiceUrl'>;
  /** Entra tenants whose activities are taken, lower case. */
  allowedTenants: readonly string[];
  answer(incoming: Incoming): Promise<Answer>;
  log: Logger;
}

export type Handle = (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>;

/** How long Microsoft's keys may take. */
const authenticateWithinMs = 8_000;

/**
 * 401: the token is not Teams', for this bot and this service URL. 403: the tenant is not allowed, or the service URL is
 * nobody's we send anything to. Neither reaches a handler.
 */
export function teamsReceiver({ sdk, allowedTenants, answer, log }: ReceiverParts): Handle {
  return async (request, body, response) => {
    const activity = asObject(body);
    if (activity === null) return end(response, 400);
    const verdict = await authentic(sdk, activity, request.headers.authorization ?? '');
    if (verdict !== 'yes') {
      if (verdict === 'unknown') log.error({}, 'the keys of Teams can’t be fetched, so nobody is let in');
      return end(response, verdict === 'no' ? 401 : 503);
    }
    const incoming = parseIncoming(activity);
    if (incoming === null) return end(response, 400);
    if (!allowedTenants.includes(incoming.tenantId)) {
      log.warn({ tenant: incoming.tenantId }, 'an activity of a tenant that is not allowed was refused');
      return end(response, 403);
    }
    if (!sdk.isServiceUrl(incoming.serviceUrl)) {
      log.warn({}, 'an activity with a service URL that is not Microsoft’s was refused');
      return end(response, 403);
    }
    const { status, body: answered } = await answer(incoming);
    end(response, status, answered);
  };
}

async function authentic(
  sdk: ReceiverParts['sdk'],
  activity: object,
  header: string,
): Promise<'yes' | 'no' | 'unknown'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unknown'>((resolve) => {
    timer = setTimeout(() => resolve('unknown'), authenticateWithinMs);
  });
  const checked = sdk.authenticate(activity, header).then(
    () => 'yes' as const,
    (fault: unknown) => (isOutage(fault) ? ('unknown' as const) : ('no' as const)),
  );
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}

/** Whether the fault says that the keys could not be had, and nothing about the token. */
function isOutage(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  return fault.name === 'FetchError' || ('statusCode' in fault && Number(fault.statusCode) >= 500);
}

function asObject(text: string): object | null {
  try {
    const value = readJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, body: object | null = null): void {
  if (body === null) return void response.writeHead(status, { 'content-length': 0 }).end();
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
