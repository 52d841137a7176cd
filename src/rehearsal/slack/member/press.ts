import type { Answered, ElementPlace, Json, JsonObject } from '../contract.ts';
import { isInput, type PlacedElement } from '../views/elements.ts';
import { valueKey, withValue } from '../views/values.ts';
import { changed } from '../world/clients.ts';
import { chosenIn } from '../world/messages.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { sendBlockAction } from './block-action.ts';
import { chosenValue, pick } from './choose.ts';
import { setNotice } from './notice.ts';
import { findOnScreen, type Surface } from './surfaces.ts';

/** Presses a button or chooses in a menu. */
export async function press(
  world: World,
  client: Client,
  wanted: ElementPlace,
  selected: readonly string[] | undefined,
): Promise<Answered> {
  const { surface, place } = findOnScreen(world, client, wanted);
  if (isInput(place) && place.block.dispatch_action !== true) {
    throw new Error(`${place.actionId} waits for the submit: fill it instead of pressing it`);
  }
  setNotice(client, null);
  return sendBlockAction(world, client, surface, place, act(client, surface, place, wanted, selected));
}

function act(
  client: Client,
  surface: Surface,
  place: PlacedElement,
  wanted: ElementPlace,
  selected: readonly string[] | undefined,
): JsonObject {
  if (place.type === 'button' || place.type === 'icon_button') return {};
  if (place.type === 'feedback_buttons') return { value: wanted.value ?? '' };
  const choice = selected ?? (wanted.value === undefined ? undefined : [wanted.value]);
  if (choice === undefined) throw new Error(`${place.type} ${place.actionId} needs the chosen values`);
  if (place.type === 'overflow') return { selected_option: pick(client, place, choice.slice(0, 1))[0] ?? null };
  const value = chosenValue(client, place, choice);
  keep(client, surface, place, value);
  return { [valueKey(place.type) ?? 'value']: value };
}

/** Remembers on the client what was chosen or typed. */
export function keep(client: Client, surface: Surface, place: PlacedElement, value: Json): void {
  if (surface.kind === 'view') surface.view.values = withValue(surface.view.values, place, value);
  else surface.message.chosen.set(client.person.id, withValue(chosenIn(surface.message, client), place, value));
  changed(client);
}
