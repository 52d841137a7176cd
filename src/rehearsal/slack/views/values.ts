import type { Json, JsonObject } from '../contract.ts';
import { isObject } from '../json.ts';
import { elementsOf, optionsOf, type PlacedElement } from './elements.ts';

/** How an element's value is called in state.values, and how it is called in the element itself. */
const VALUE_KEYS: Readonly<Record<string, { key: string; initial: string; empty: Json }>> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { key: 'files', initial: '', empty: [] },
};

/** The name under which an element's value is sent; null for a button or an overflow menu, which have none. */
export function valueKey(type: string): string | null {
  return VALUE_KEYS[type]?.key ?? null;
}

/** state.values for these blocks: what was there stays under the same block_id and action_id, all else starts at its
 *  initial value. */
export function startValues(blocks: JsonObject[], before: JsonObject): JsonObject {
  const values: JsonObject = {};
  for (const place of elementsOf(blocks)) {
    const keys = VALUE_KEYS[place.type];
    if (!keys) continue;
    const kept = valueAt(before, place);
    const start: JsonObject = { type: place.type, [keys.key]: place.element[keys.initial] ?? keys.empty };
    put(values, place, kept && kept.type === place.type && stillOffered(place, kept) ? kept : start);
  }
  return values;
}

/** The entry of one element in state.values. */
export function valueAt(values: JsonObject, place: { blockId: string; actionId: string }): JsonObject | null {
  const block = values[place.blockId];
  const entry = isObject(block) ? block[place.actionId] : null;
  return isObject(entry) ? entry : null;
}

/** state.values with one entry replaced; the given object is left alone. */
export function withValue(values: JsonObject, place: PlacedElement, value: Json): JsonObject {
  const key = valueKey(place.type);
  if (key === null) return values;
  const block = values[place.blockId];
  return {
    ...values,
    [place.blockId]: { ...(isObject(block) ? block : {}), [place.actionId]: { type: place.type, [key]: value } },
  };
}

/** True when nothing is typed or chosen. */
export function isEmpty(entry: JsonObject | null, type: string): boolean {
  const value = entry?.[valueKey(type) ?? ''] ?? null;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function put(values: JsonObject, place: PlacedElement, entry: JsonObject): void {
  const block = values[place.blockId];
  values[place.blockId] = { ...(isObject(block) ? block : {}), [place.actionId]: entry };
}

// A choice does not outlive its option: a menu whose options changed starts again.
function stillOffered(place: PlacedElement, entry: JsonObject): boolean {
  if (
    place.type.includes('external') ||
    !(Array.isArray(place.element.options) || Array.isArray(place.element.option_groups))
  ) {
    return true;
  }
  const offered = new Set(optionsOf(place.element).map((option) => option.value));
  const chosen = [entry.selected_option ?? [], entry.selected_options ?? []].flat();
  return chosen.every((option) => isObject(option) && offered.has(option.value));
}
