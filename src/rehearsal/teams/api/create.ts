import { isObject, objectsIn, textOf } from '../../slack/json.ts';
import type { JsonObject } from '../contract.ts';
import { findClient, tenantOf } from '../world/clients.ts';
import { chatOf, findConversation } from '../world/conversations.ts';
import type { World } from '../world/world.ts';
import { type Answer, broken, ok, refused } from './answer.ts';
import type { Call } from './call.ts';
import { post } from './messages.ts';
import { reach, whyNotTo } from './reach.ts';

/** Opens the personal chat with a person, or a thread in a channel. */
export function create(world: World, { body }: Call): Answer {
  if (!isObject(body)) return refused(400, 'BadArgument', 'The body is no JSON object.');
  if (isObject(body.activity)) {
    const problem = world.check.payload(body.activity, 'message');
    if (problem) return broken(problem);
  }
  const channelData = isObject(body.channelData) ? body.channelData : {};
  if (isObject(channelData.channel)) return createThread(world, body, textOf(channelData.channel.id) ?? '');
  return createChat(world, body, isObject(channelData.tenant) ? channelData.tenant.id : body.tenantId);
}

function createChat(world: World, body: JsonObject, tenantId: unknown): Answer {
  const [member, ...more] = objectsIn(body.members);
  if (!member || more.length > 0 || body.isGroup === true)
    return refused(400, 'BadArgument', 'A personal chat has exactly one member, and is no group.');
  if (isObject(body.bot) && body.bot.id !== undefined && body.bot.id !== world.botId)
    return refused(403, 'ForbiddenOperationException', 'The bot of the conversation is another.');
  const client = findClient(world, member.id);
  if (!client || client.person.left) return refused(404, 'NotFound', 'The member was not found.');
  if (typeof tenantId !== 'string') return refused(400, 'BadArgument', 'The tenant of the conversation is missing.');
  if (tenantId !== tenantOf(world, client.person))
    return refused(403, 'ForbiddenOperationException', 'The member is not of this tenant.');
  const refusal = whyNotTo(world, client.person.id);
  if (refusal) return refusal;
  const chat = chatOf(world, client.person);
  return created(chat.id, isObject(body.activity) ? post(world, chat, body.activity, null).id : null);
}

function createThread(world: World, body: JsonObject, channelId: string): Answer {
  const place = reach(world, channelId);
  if ('refusal' in place) return place.refusal;
  if (!isObject(body.activity)) return refused(400, 'BadArgument', 'A thread starts with an activity.');
  const conversation = findConversation(world, channelId) ?? place.conversation;
  const first = post(world, conversation, body.activity, null);
  return created(first.conversationId, first.id);
}

function created(id: string, activityId: string | null): Answer {
  return ok({ id, ...(activityId === null ? {} : { activityId }) }, 201);
}
