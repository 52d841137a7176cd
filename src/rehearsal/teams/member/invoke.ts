import { isObject } from '../../slack/json.ts';
import type { Answered, Forged, Json, JsonObject } from '../contract.ts';
import type { Way } from '../limits/row.ts';
import { activityOf } from '../outgoing/activity.ts';
import { postActivity } from '../outgoing/post.ts';
import { chatOf } from '../world/conversations.ts';
import type { Client, MessageRecord } from '../world/records.ts';
import { record, type World } from '../world/world.ts';

/** Sends an invoke. @param message the message that it starts from; null: the chat itself */
export function sendInvoke(
  world: World,
  client: Client,
  message: MessageRecord | null,
  name: string,
  value: Json,
  forged: Forged = {},
): Promise<Answered> {
  return sendFrom(world, client, message, { type: 'invoke', name, value }, forged);
}

/** Sends the data of an Action.Submit that opens nothing: a message without text. */
export function sendValue(world: World, client: Client, message: MessageRecord, value: JsonObject): Promise<Answered> {
  return sendFrom(world, client, message, { type: 'message', value });
}

/** Sends any activity from where a message stands. */
export function sendFrom(
  world: World,
  { person }: Client,
  message: MessageRecord | null,
  fields: JsonObject,
  forged: Forged = {},
): Promise<Answered> {
  const conversation = (message && world.conversations.get(message.conversationId)) ?? chatOf(world, person);
  const replyToId = message ? { replyToId: message.id } : {};
  const activity = activityOf(world, { person, conversation }, { ...replyToId, ...fields }, forged);
  return postActivity(world, person.id, activity, forged.token);
}

/** The body of a good answer to an invoke. What Teams would not take is noted, and null. */
export function readAnswer(world: World, name: string, answered: Answered, way: Way): JsonObject | null {
  if (answered.status !== 200) return null;
  const problem = world.check.payload(answered.body, way);
  if (problem) record(world.refusals, { by: name, ...problem });
  return problem || !isObject(answered.body) ? null : answered.body;
}
