import type { Json, JsonObject } from '../contract.ts';
import { isObject, objectsIn } from '../json.ts';
import { optionsOf, type PlacedElement } from '../views/elements.ts';
import { valueKey } from '../views/values.ts';
import type { Client } from '../world/records.ts';

/** The value that choosing or typing gives an element, in the shape of state.values. Throws when a person could not
 *  choose or type that. */
export function chosenValue(client: Client, place: PlacedElement, given: string | readonly string[]): Json {
  const list = typeof given === 'string' ? [given] : given;
  const key = valueKey(place.type);
  switch (key) {
    case null:
      throw new Error(`${place.type} ${place.actionId} holds no value`);
    case 'selected_option':
      return list.length === 0 || list[0] === '' ? null : (pick(client, place, list.slice(0, 1))[0] ?? null);
    case 'selected_options':
      return pick(client, place, typeof given === 'string' && given === '' ? [] : list);
    case 'value':
      return typed(place, list.join(''));
    case 'selected_date_time':
      return list[0] === undefined || list[0] === '' ? null : Number(list[0]);
    case 'rich_text_value':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: list.join('') }] }],
      };
    default:
      return key.endsWith('s') ? [...list] : (list[0] ?? null) || null;
  }
}

/** The options with these values, out of those a person could choose from. */
export function pick(client: Client, place: PlacedElement, values: readonly string[]): JsonObject[] {
  const external = place.type.includes('external');
  const offered = external
    ? [...(client.found.get(searchKey(place)) ?? []), ...heldOptions(client, place)]
    : optionsOf(place.element);
  const max = place.element.max_selected_items;
  if (typeof max === 'number' && values.length > max) throw new Error(`${place.actionId} takes at most ${max} options`);
  return values.map((value) => {
    const option = offered.find((candidate) => candidate.value === value);
    if (option) return option;
    const names = offered.map((candidate) => candidate.value).join(', ');
    throw new Error(
      `${place.actionId} offers no option ${value}; it ${external ? 'found' : 'offers'}: ${names === '' ? 'none' : names}`,
    );
  });
}

/** What an external select holds already, from earlier searches or from the start, stays choosable. */
function heldOptions(client: Client, place: PlacedElement): JsonObject[] {
  const held: JsonObject[] = [];
  for (const { values } of client.modals) {
    const block = values[place.blockId];
    const element = isObject(block) ? block[place.actionId] : undefined;
    if (isObject(element))
      held.push(...objectsIn(element.selected_options), ...objectsIn([element.selected_option ?? null]));
  }
  return held;
}

/** The name under which the options of an element's last search are kept. */
export function searchKey(place: PlacedElement): string {
  return `${place.blockId} ${place.actionId}`;
}

function typed(place: PlacedElement, text: string): Json {
  const max = place.element.max_length;
  if (typeof max === 'number' && text.length > max)
    throw new Error(`${place.actionId} takes at most ${max} characters`);
  return text === '' ? null : text;
}
