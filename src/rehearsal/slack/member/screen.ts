import type { Screen } from '../contract.ts';
import { shownView } from '../views/view-records.ts';
import { dmOf } from '../world/channels.ts';
import { seenMessages, shownMessage } from '../world/messages.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** What this person sees now. */
export function screenOf(world: World, client: Client): Screen {
  const { id } = client.person;
  const seenIn = (channelId: string) => seenMessages(world, channelId, id).map(shownMessage);
  return {
    person: client.person,
    messages: seenIn(dmOf(id)),
    home: client.home && shownView(client.home),
    modals: client.modals.map(shownView),
    channels: [...world.channels.values()]
      .filter(({ members }) => members.includes(id))
      .map((channel) => ({ id: channel.id, name: channel.name, botIn: channel.botIn, messages: seenIn(channel.id) })),
    notice: client.notice,
  };
}
