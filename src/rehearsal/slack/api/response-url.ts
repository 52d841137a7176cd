import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../contract.ts';
import { isObject, objectsIn, parseJson, textOf } from '../json.ts';
import { findMessage, postMessage, removeMessage, rewriteMessage } from '../world/messages.ts';
import type { ResponseUrl } from '../world/records.ts';
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

/** What a response says: the text and blocks that are there. */
export function contentIn(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name === 'text' || name === 'blocks'));
}

/** Shows the answer to a command or to a press: a message for one person, for all, or in place of the original. */
export function applyResponse(world: World, target: ResponseUrl, body: JsonObject): void {
  const original = target.messageTs === null ? null : findMessage(world, target.channel, target.messageTs);
  const text = textOf(body.text) ?? '';
  const blocks = objectsIn(body.blocks);
  if (original && body.delete_original === true) {
    removeMessage(world, original);
    return;
  }
  if (original && body.replace_original === true) {
    rewriteMessage(world, original, text, blocks);
    return;
  }
  const onlyFor = body.response_type === 'in_channel' ? null : target.userId;
  postMessage(world, {
    channel: target.channel,
    from: 'bot',
    text,
    blocks,
    onlyFor,
    threadTs: textOf(body.thread_ts),
  });
}
