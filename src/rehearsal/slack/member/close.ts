import type { Answered } from '../contract.ts';
import { payloadStart } from '../outgoing/common.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import { viewOnWire } from '../views/view-records.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** Closes the top modal; all of them with the X, or where it has clear_on_close. The bot hears of each that asked for it. */
export async function close(world: World, client: Client, all: boolean): Promise<Answered | null> {
  const top = client.modals.at(-1);
  if (!top) throw new Error(`${client.person.name} has no modal open to close`);
  const cleared = all || top.view.clear_on_close === true;
  const heardOf = all ? [...client.modals].reverse() : [top];
  client.modals = cleared ? [] : client.modals.slice(0, -1);
  changed(client);
  let answered: Answered | null = null;
  for (const record of heardOf) {
    if (record.view.notify_on_close !== true) continue;
    answered = await sendInteraction(world, client, {
      ...payloadStart(world, client, 'view_closed'),
      view: viewOnWire(world, record, record.values),
      is_cleared: cleared,
    });
  }
  return answered;
}
