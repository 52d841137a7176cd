import { isObject } from '../../slack/json.ts';
import { type PlacedAction, partsOfCard } from '../cards/tree.ts';
import type { ButtonPlace, Json, JsonObject } from '../contract.ts';
import type { Client, DialogRecord, MessageRecord } from '../world/records.ts';
import { cardsOf } from '../world/shown.ts';
import type { World } from '../world/world.ts';
import { messagesOnScreen } from './screen.ts';

/** A button that was found, and the message or dialog that it stands in. */
export type FoundButton = PlacedAction &
  ({ dialog: DialogRecord; message: MessageRecord } | { dialog: null; message: MessageRecord });

/** Finds the one button that is meant. @throws when there is none, when several differ, or when it is switched off */
export function findButton(world: World, client: Client, place: ButtonPlace): FoundButton {
  if (place.surface === 'dialog') {
    const { dialog } = client;
    if (!dialog?.card) throw new Error(`${client.person.name} has no dialog with buttons open`);
    return { ...pick(client, [dialog.card], place), dialog, message: dialog.message };
  }
  const message = findMessage(world, client, place.messageId);
  return { ...pick(client, cardsOf(message, client.person.id), place), dialog: null, message };
}

/** A message on the screen; the newest one with a card when no id is given. @throws when there is none */
export function findMessage(world: World, client: Client, id: string | undefined): MessageRecord {
  const messages = messagesOnScreen(world, client);
  const message = messages.findLast((one) =>
    id === undefined ? cardsOf(one, client.person.id).length > 0 : one.id === id,
  );
  if (message) return message;
  throw new Error(`${client.person.name} sees no message ${id ?? 'with a card'}`);
}

function pick(client: Client, cards: JsonObject[], place: ButtonPlace): PlacedAction {
  const all = cards.flatMap((card) => partsOfCard(card).actions);
  const matching = all.filter(({ action }) => isMeant(action, place));
  const [found] = matching;
  const titles = all.map(({ action }) => String(action.title ?? action.type)).join(', ');
  const who = client.person.name;
  // In words: a rehearsal shows this to whoever presses what has just changed.
  const wanted = place.title ?? place.verb ?? JSON.stringify(place.data ?? {});
  if (!found) throw new Error(`${who} sees no button “${wanted}” any more; there are: ${titles || 'none'}`);
  if (matching.some(({ action }) => !same(action, found.action)))
    throw new Error(`${who} sees ${matching.length} buttons ${JSON.stringify(place)}`);
  if (found.action.isEnabled === false) throw new Error(`the button ${String(found.action.title)} is switched off`);
  return found;
}

function isMeant(action: JsonObject, { title, verb, data }: ButtonPlace): boolean {
  if (title !== undefined && action.title !== title) return false;
  if (verb !== undefined && action.verb !== verb) return false;
  if (data === undefined) return true;
  const own = isObject(action.data) ? action.data : {};
  return Object.entries(data).every(([key, value]) => same(own[key], value));
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (!isObject(a) || !isObject(b)) return JSON.stringify(a) === JSON.stringify(b);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
