import type { Answered } from '../contract.ts';
import { newResponseUrl, newTrigger, payloadStart } from '../outgoing/common.ts';
import { sendEvent } from '../outgoing/event.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import { channelName } from '../world/channels.ts';
import { findMessage, postMessage } from '../world/messages.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { setNotice } from './notice.ts';

/** Writes in a channel that the person is in, with a mention of the bot in front; the bot hears of it when it is there. */
export async function mention(world: World, client: Client, channelId: string, typed: string): Promise<Answered> {
  const channel = world.channels.get(channelId);
  if (!channel?.members.includes(client.person.id) || !channel.botIn)
    throw new Error(`${client.person.name} and the bot are not both in ${channelId}`);
  setNotice(client, null);
  const text = `<@${world.botUserId}> ${typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`;
  const message = postMessage(world, { channel: channelId, from: client.person.id, text, blocks: [] });
  return sendEvent(world, client, {
    type: 'app_mention',
    client_msg_id: world.next.id('m'),
    user: client.person.id,
    text,
    ts: message.ts,
    event_ts: message.ts,
    team: world.teamId,
    channel: channelId,
  });
}

/** Chooses a shortcut of the bot in a message's menu. */
export async function shortcut(
  world: World,
  client: Client,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Answered> {
  const message = findMessage(world, channelId, ts);
  if (!message) throw new Error(`no message ${ts} in ${channelId}`);
  return sendInteraction(world, client, {
    ...payloadStart(world, client, 'message_action'),
    callback_id: callbackId,
    trigger_id: newTrigger(world, client),
    response_url: newResponseUrl(world, client, channelId, null),
    action_ts: world.next.ts(),
    message_ts: ts,
    channel: { id: channelId, name: channelName(world, channelId) },
    message: { type: 'message', user: message.from === 'bot' ? world.botUserId : message.from, ts, text: message.text },
  });
}
