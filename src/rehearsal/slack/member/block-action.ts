import type { Answered, Json, JsonObject } from '../contract.ts';
import { newResponseUrl, newTrigger, payloadStart } from '../outgoing/common.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import type { PlacedElement } from '../views/elements.ts';
import { viewOnWire } from '../views/view-records.ts';
import { channelName } from '../world/channels.ts';
import { changed } from '../world/clients.ts';
import { messageOnWire } from '../world/message-on-wire.ts';
import { chosenIn } from '../world/messages.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { acknowledged, failureOf, setNotice } from './notice.ts';
import type { Surface } from './surfaces.ts';

/** Sends a block_actions payload for one element, with the value it has now. */
export async function sendBlockAction(
  world: World,
  client: Client,
  surface: Surface,
  place: PlacedElement,
  value: { [key: string]: Json },
): Promise<Answered> {
  const { text, value: own, style } = place.element;
  const action: JsonObject = {
    type: place.type,
    action_id: place.actionId,
    block_id: place.blockId,
    ...(place.type === 'button' || place.type === 'icon_button'
      ? { text: text ?? null, ...(own === undefined ? {} : { value: own }) }
      : {}),
    ...(style === undefined ? {} : { style }),
    ...value,
    action_ts: world.next.ts(),
  };
  const payload: JsonObject = {
    ...payloadStart(world, client, 'block_actions'),
    trigger_id: newTrigger(world, client),
    ...surfaceFields(world, client, surface),
    ...responseUrlFields(world, client, surface),
    actions: [action],
  };
  const answered = await sendInteraction(world, client, payload);
  settle(client, surface, answered);
  return answered;
}

/** The payload fields that tell where an element stands: container, and the view or the message. */
export function surfaceFields(world: World, client: Client, surface: Surface): JsonObject {
  if (surface.kind === 'view') {
    const { view } = surface;
    return { container: { type: 'view', view_id: view.id }, view: viewOnWire(world, view, view.values) };
  }
  const { message } = surface;
  const ephemeral = message.onlyFor !== null;
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: ephemeral },
    channel: { id: message.channel, name: channelName(world, message.channel) },
    // Slack does not send the text of a message that only one person sees.
    ...(ephemeral ? {} : { message: messageOnWire(world, message) }),
    state: { values: chosenIn(message, client) },
  };
}

function responseUrlFields(world: World, client: Client, surface: Surface): JsonObject {
  if (surface.kind === 'view') return {};
  return { response_url: newResponseUrl(world, client, surface.message.channel, surface.message.ts) };
}

function settle(client: Client, surface: Surface, answered: Answered): void {
  const good = acknowledged(answered);
  if (surface.kind === 'view' && surface.view.state !== 'sending') {
    const state = good ? 'ready' : 'failed';
    if (surface.view.state !== state) {
      surface.view.state = state;
      changed(client);
    }
  }
  if (!good && (surface.kind === 'message' || surface.view === client.home)) {
    setNotice(client, `This app did not respond: ${failureOf(answered)}`);
  }
}
