import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, objectsIn, parseJson, textOf } from '../json.ts';
import { applyResponse, contentIn } from '../world/responses.ts';
import { refuse, type World } from '../world/world.ts';
import { readText } from './body.ts';
import { nextFault } from './outages.ts';
import { reply } from './serve-call.ts';

/** Answers one HTTP request to a response_url. */
export async function serveResponseUrl(
  world: World,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.once('close', () => world.responseUrls.get(id)?.onUsed?.());
  const body = parseJson((await readText(request)) ?? '');
  if (nextFault(world, 'response_url') !== null) return reply(response, 429, { ok: false, error: 'ratelimited' });
  const refused = useResponseUrl(world, id, body);
  if (!refused) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('ok');
    return;
  }
  refuse(world, { method: 'response_url', ...refused });
  reply(response, refused.error.endsWith('_url') ? 404 : 400, { ok: false, error: refused.error });
}

type Refused = { error: string; detail: string; limit?: string };

function useResponseUrl(world: World, id: string, body: unknown): Refused | null {
  const target = world.responseUrls.get(id);
  if (!target) return { error: 'expired_url', detail: 'no such response_url' };
  const worn = world.check.use('response-url', { times: target.uses + 1, afterMs: world.now() - target.at });
  if (worn) return worn;
  if (!isObject(body)) return { error: 'invalid_payload', detail: 'the body is not a JSON object' };
  if (body.delete_original !== true) {
    if (!textOf(body.text) && objectsIn(body.blocks).length === 0) return { error: 'no_text', detail: '' };
    const problem = world.check.message(contentIn(body));
    if (problem) return problem;
  }
  target.uses += 1;
  applyResponse(world, target, body);
  return null;
}
