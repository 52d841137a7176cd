import type { JsonObject } from '../contract.ts';
import { objectsIn, textOf } from '../json.ts';
import { findMessage, postMessage, removeMessage, rewriteMessage } from './messages.ts';
import type { ResponseUrl } from './records.ts';
import type { World } from './world.ts';

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
