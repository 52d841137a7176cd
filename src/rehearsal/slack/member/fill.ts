import type { Answered } from '../contract.ts';
import { isInput } from '../views/elements.ts';
import { valueKey } from '../views/values.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { sendBlockAction } from './block-action.ts';
import { chosenValue } from './choose.ts';
import { keep } from './press.ts';
import { findInTopView } from './surfaces.ts';

/** Types or chooses in an input. Only an input with dispatch_action tells the bot at once. */
export async function fill(
  world: World,
  client: Client,
  actionId: string,
  value: string | readonly string[],
  blockId: string | undefined,
): Promise<Answered | null> {
  if (client.modals.length === 0) throw new Error(`${client.person.name} has no modal open to fill in`);
  const { view, place } = findInTopView(client, { actionId, ...(blockId === undefined ? {} : { blockId }) });
  if (!isInput(place)) throw new Error(`${actionId} stands in no input block: press it instead of filling it`);
  const chosen = chosenValue(client, place, value);
  const surface = { kind: 'view', view } as const;
  keep(client, surface, place, chosen);
  if (place.block.dispatch_action !== true) return null;
  return sendBlockAction(world, client, surface, place, { [valueKey(place.type) ?? 'value']: chosen });
}
