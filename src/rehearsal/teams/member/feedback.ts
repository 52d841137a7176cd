import { isObject } from '../../slack/json.ts';
import type { Answered } from '../contract.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { findMessage } from './button.ts';
import { mustHaveApp } from './can.ts';
import { sendInvoke } from './invoke.ts';

/** Presses thumbs up or down under a message that asks for it. */
export async function feedback(
  world: World,
  client: Client,
  messageId: string,
  reaction: 'like' | 'dislike',
  text: string,
): Promise<Answered> {
  mustHaveApp(client);
  const message = findMessage(world, client, messageId);
  const channelData = isObject(message.activity?.channelData) ? message.activity.channelData : {};
  if (channelData.feedbackLoopEnabled !== true && !isObject(channelData.feedbackLoop))
    throw new Error(`message ${messageId} asks for no feedback`);
  return sendInvoke(world, client, message, 'message/submitAction', {
    actionName: 'feedback',
    actionValue: { reaction, feedback: JSON.stringify({ feedbackText: text }) },
  });
}
