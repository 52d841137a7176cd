import type { Answered } from '../contract.ts';
import { sendEvent } from '../outgoing/event.ts';
import { viewOnWire } from '../views/view-records.ts';
import { dmOf } from '../world/channels.ts';
import { postMessage } from '../world/messages.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { setNotice } from './notice.ts';

/** Writes to the bot. Slack escapes what a person typed, so that it is never taken for markup. */
export async function say(world: World, client: Client, typed: string): Promise<Answered> {
  setNotice(client, null);
  const text = escaped(typed);
  client.dmOpened = true;
  const { id } = client.person;
  const message = postMessage(world, { channel: dmOf(id), from: id, text, blocks: [] });
  return sendEvent(world, client, {
    type: 'message',
    client_msg_id: world.next.id('m'),
    user: id,
    text,
    ts: message.ts,
    event_ts: message.ts,
    team: world.teamId,
    channel: dmOf(id),
    channel_type: 'im',
    blocks: [
      {
        type: 'rich_text',
        block_id: world.next.id('b'),
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: typed }] }],
      },
    ],
  });
}

/** Opens the App Home tab. */
export async function openHome(world: World, client: Client): Promise<Answered> {
  setNotice(client, null);
  client.dmOpened = true;
  const { home, person } = client;
  return sendEvent(world, client, {
    type: 'app_home_opened',
    user: person.id,
    channel: dmOf(person.id),
    event_ts: world.next.ts(),
    tab: 'home',
    ...(home ? { view: viewOnWire(world, home, home.values) } : {}),
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
