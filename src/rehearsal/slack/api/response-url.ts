import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, objectsIn, parseJson, textOf } from '../json.ts';
import { applyResponse, contentIn } from '../world/responses.ts';
import { refuse, type World } from '../world/world.ts';
import { readText } from './body.ts';
import { reply } from './serve-call.ts';

const USES_AT_MOST = 5;
const LIVES_MS = 30 * 60 * 1000;

/** Answers one HTTP request to a response_url. */
export async function serveResponseUrl(
  world: World,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseJson((await readText(request)) ?? '');
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
  if (!target || world.now() - target.at > LIVES_MS) return { error: 'expired_url', detail: 'older than 30 minutes' };
  if (target.uses >= USES_AT_MOST) return { error: 'used_url', detail: 'used 5 times' };
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
