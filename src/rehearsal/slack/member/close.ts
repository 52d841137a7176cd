import type { Answered } from '../contract.ts';
import { payloadStart } from '../outgoing/common.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import { viewOnWire } from '../views/view-records.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** Closes the top modal, and with clear_on_close all of them. The bot hears of it when it asked to. */
export async function closeTop(world: World, client: Client): Promise<Answered | null> {
  const record = client.modals.at(-1);
  if (!record) throw new Error(`${client.person.name} has no modal open to close`);
  const cleared = record.view.clear_on_close === true;
  client.modals = cleared ? [] : client.modals.slice(0, -1);
  changed(client);
  if (record.view.notify_on_close !== true) return null;
  return sendInteraction(world, client, {
    ...payloadStart(world, client, 'view_closed'),
    view: viewOnWire(world, record, record.values),
    is_cleared: cleared,
  });
}
