import { isObject, textOf } from '../../slack/json.ts';
import type { JsonObject } from '../contract.ts';
import { changed } from '../world/clients.ts';
import { addMessage, threadOf, watchersOf } from '../world/conversations.ts';
import type { Conversation, MessageRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Answer, broken, ok, refused } from './answer.ts';
import type { Call } from './call.ts';
import { reach } from './reach.ts';

/** Posts a message, or an answer to one. */
export function send(world: World, call: Call): Answer {
  const [conversationId = '', replyToId] = call.ids;
  const place = reach(world, conversationId);
  if ('refusal' in place) return place.refusal;
  const problem = world.check.payload(call.body, 'message');
  if (problem) return broken(problem);
  const activity = isObject(call.body) ? call.body : {};
  return ok({ id: post(world, place.conversation, activity, replyToId ?? textOf(activity.replyToId)).id }, 201);
}

/** Puts a checked activity into a conversation. A message for a channel itself starts a thread. */
export function post(
  world: World,
  { id: conversationId, channelId }: Conversation,
  activity: JsonObject,
  replyToId: string | null,
): MessageRecord {
  const id = world.nextId();
  const starts = channelId !== null && conversationId === channelId;
  const conversation = starts ? threadOf(world, channelId, id) : { id: conversationId, channelId };
  const message: MessageRecord = {
    id,
    conversationId: conversation.id,
    from: 'bot',
    text: textOf(activity.text) ?? '',
    activity,
    edited: false,
    deleted: false,
    replyToId: channelId === null || starts ? null : replyToId,
    at: world.now(),
    instead: new Map(),
  };
  const typing = activity.type === 'typing';
  if (!typing) addMessage(world, message);
  tell(world, conversation.id, typing);
  return message;
}

/** Changes a message of the bot. */
export function update(world: World, call: Call): Answer {
  const [conversationId = '', activityId = ''] = call.ids;
  const place = reach(world, conversationId);
  if ('refusal' in place) return place.refusal;
  const message = ownMessage(world, place.conversation, activityId);
  if ('refusal' in message) return message.refusal;
  const problem = world.check.payload(call.body, 'message');
  if (problem) return broken(problem);
  const activity = isObject(call.body) ? call.body : {};
  if (activity.type !== 'message')
    return refused(400, 'BadArgument', 'Only a message can take the place of a message.');
  Object.assign(message.found, { activity, text: textOf(activity.text) ?? '', edited: true });
  message.found.instead.clear();
  tell(world, conversationId, false);
  return ok({ id: activityId });
}

/** Takes a message of the bot away. */
export function remove(world: World, call: Call): Answer {
  const [conversationId = '', activityId = ''] = call.ids;
  const place = reach(world, conversationId);
  if ('refusal' in place) return place.refusal;
  const message = ownMessage(world, place.conversation, activityId);
  if ('refusal' in message) return message.refusal;
  message.found.deleted = true;
  tell(world, conversationId, false);
  return ok('');
}

function ownMessage(
  world: World,
  { id }: Conversation,
  activityId: string,
): { found: MessageRecord } | { refusal: Answer } {
  const found = world.messages.get(id)?.find((message) => message.id === activityId);
  if (!found || found.deleted)
    return {
      refusal: refused(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.'),
    };
  if (found.from !== 'bot')
    return { refusal: refused(403, 'ForbiddenOperationException', 'The message is not the bot’s.') };
  return { found };
}

function tell(world: World, conversationId: string, typing: boolean): void {
  const conversation = world.conversations.get(conversationId);
  for (const client of conversation ? watchersOf(world, conversation) : []) {
    if (conversation?.personId !== null) client.typing = typing;
    changed(client);
  }
}
