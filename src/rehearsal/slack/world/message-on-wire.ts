import type { JsonObject } from '../contract.ts';
import type { MessageRecord } from './records.ts';
import type { World } from './world.ts';

/** A message as Slack sends it back to the bot. */
export function messageOnWire(world: World, message: MessageRecord): JsonObject {
  const byBot = message.from === 'bot';
  return {
    type: 'message',
    user: byBot ? world.botUserId : message.from,
    ts: message.ts,
    text: message.text,
    team: world.teamId,
    ...(byBot ? { bot_id: world.botId, app_id: world.appId } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.edited ? { edited: { user: world.botUserId, ts: message.ts } } : {}),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
  };
}
