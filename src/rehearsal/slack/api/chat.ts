import type { JsonObject } from '../contract.ts';
import { objectsIn, textOf } from '../json.ts';
import { messageOnWire } from '../world/message-on-wire.ts';
import { findMessage, postMessage, removeMessage, rewriteMessage } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { type Answer, broken, fail, ok } from './answer.ts';
import type { ArgumentType } from './arguments.ts';
import type { Method } from './method.ts';
import { findPlace } from './places.ts';

const CONTENT: Readonly<Record<string, ArgumentType>> = {
  text: 'string',
  blocks: 'json',
  link_names: 'boolean',
  parse: 'string',
  metadata: 'json',
};

const POSTED: Readonly<Record<string, ArgumentType>> = {
  ...CONTENT,
  thread_ts: 'string',
  reply_broadcast: 'boolean',
  mrkdwn: 'boolean',
  unfurl_links: 'boolean',
  unfurl_media: 'boolean',
};

export const chatPostMessage: Method = {
  scopes: ['chat:write'],
  arguments: { required: { channel: 'string' }, optional: POSTED },
  run(world, args) {
    const place = findPlace(world, String(args.channel), 'or-user');
    if (!place.ok) return fail(place.error);
    const refused = checkContent(world, args);
    if (refused) return refused;
    const message = postMessage(world, {
      ...contentOf(args),
      channel: place.channel,
      from: 'bot',
      threadTs: textOf(args.thread_ts),
    });
    return ok({ channel: message.channel, ts: message.ts, message: messageOnWire(world, message) });
  },
};

export const chatPostEphemeral: Method = {
  scopes: ['chat:write'],
  arguments: { required: { channel: 'string', user: 'string' }, optional: POSTED },
  run(world, args) {
    const place = findPlace(world, String(args.channel));
    if (!place.ok) return fail(place.error);
    const userId = String(args.user);
    if (!place.people.includes(userId)) return fail('user_not_in_channel');
    const refused = checkContent(world, args);
    if (refused) return refused;
    const message = postMessage(world, { ...contentOf(args), channel: place.channel, from: 'bot', onlyFor: userId });
    return ok({ message_ts: message.ts });
  },
};

export const chatUpdate: Method = {
  scopes: ['chat:write'],
  arguments: {
    required: { channel: 'string', ts: 'string' },
    optional: { ...CONTENT, as_user: 'boolean', reply_broadcast: 'boolean' },
  },
  run(world, args) {
    const place = findPlace(world, String(args.channel));
    if (!place.ok) return fail(place.error);
    const message = findMessage(world, place.channel, String(args.ts));
    if (!message || message.onlyFor !== null) return fail('message_not_found');
    if (message.from !== 'bot') return fail('cant_update_message');
    const refused = checkContent(world, args, 'update');
    if (refused) return refused;
    const { text, blocks } = contentOf(args);
    rewriteMessage(world, message, text, blocks);
    return ok({ channel: message.channel, ts: message.ts, text, message: messageOnWire(world, message) });
  },
};

export const chatDelete: Method = {
  scopes: ['chat:write'],
  arguments: { required: { channel: 'string', ts: 'string' }, optional: { as_user: 'boolean' } },
  run(world, args) {
    const place = findPlace(world, String(args.channel));
    if (!place.ok) return fail(place.error);
    const message = findMessage(world, place.channel, String(args.ts));
    if (!message || message.onlyFor !== null) return fail('message_not_found');
    if (message.from !== 'bot') return fail('cant_delete_message');
    removeMessage(world, message);
    return ok({ channel: message.channel, ts: message.ts });
  },
};

function contentOf(args: JsonObject): { text: string; blocks: JsonObject[] } {
  return { text: textOf(args.text) ?? '', blocks: objectsIn(args.blocks) };
}

function checkContent(world: World, args: JsonObject, how: 'message' | 'update' = 'message'): Answer | null {
  const { text, blocks } = contentOf(args);
  if (args.blocks !== undefined && !Array.isArray(args.blocks)) return fail('invalid_blocks_format');
  if (text === '' && blocks.length === 0) return fail('no_text');
  const content = {
    ...(args.text === undefined ? {} : { text: args.text }),
    ...(args.blocks === undefined ? {} : { blocks: args.blocks }),
  };
  const problem = world.check.message(content, how);
  return problem ? broken(problem) : null;
}
