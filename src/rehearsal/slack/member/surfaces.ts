import type { ElementPlace, JsonObject } from '../contract.ts';
import { isObject, objectsIn, textOf } from '../json.ts';
import { describeElements, elementsOf, optionsOf, type PlacedElement } from '../views/elements.ts';
import { dmOf } from '../world/channels.ts';
import { seenMessages } from '../world/messages.ts';
import type { Client, MessageRecord, ViewRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** Where an element was found. */
export type Surface = { kind: 'view'; view: ViewRecord } | { kind: 'message'; message: MessageRecord };

export interface Found {
  surface: Surface;
  place: PlacedElement;
}

type Wanted = Pick<ElementPlace, 'actionId' | 'blockId' | 'value'>;

/** The element that a place names on this person's screen; throws an Error that tells what is there instead. */
export function findOnScreen(world: World, client: Client, wanted: ElementPlace): Found {
  const surface = findSurface(world, client, wanted);
  const blocks = surface.kind === 'view' ? viewBlocks(surface.view) : surface.message.blocks;
  const where = surface.kind === 'view' ? titleOf(surface.view) : `the message "${surface.message.text}"`;
  return { surface, place: onlyOne(elementsOf(blocks), wanted, `${client.person.name} sees in ${where}`) };
}

/** The element in the top modal, or on the Home tab when no modal is open. */
export function findInTopView(client: Client, wanted: Wanted): { view: ViewRecord; place: PlacedElement } {
  const view = client.modals.at(-1) ?? client.home;
  if (!view) throw new Error(`${client.person.name} has neither a modal nor a Home tab open`);
  return {
    view,
    place: onlyOne(elementsOf(viewBlocks(view)), wanted, `${client.person.name} sees in ${titleOf(view)}`),
  };
}

/** The blocks of a view. */
export function viewBlocks(view: ViewRecord): JsonObject[] {
  return objectsIn(view.view.blocks);
}

function findSurface(world: World, client: Client, wanted: ElementPlace): Surface {
  const { name } = client.person;
  switch (wanted.surface) {
    case 'modal': {
      const view = client.modals.at(-1);
      if (!view) throw new Error(`${name} has no modal open`);
      return { kind: 'view', view };
    }
    case 'home':
      if (!client.home) throw new Error(`${name} has no Home tab: the bot never published one`);
      return { kind: 'view', view: client.home };
    case 'message': {
      const channels = [dmOf(client.person.id), ...world.channels.keys()];
      const seen = channels.flatMap((channel) => seenMessages(world, channel, client.person.id));
      const message = seen.find(({ ts }) => ts === wanted.ts);
      if (message) return { kind: 'message', message };
      const list = seen.map(({ ts, text }) => `${ts} "${text}"`).join(', ');
      throw new Error(`${name} sees no message with ts ${wanted.ts}; she sees: ${list === '' ? 'none' : list}`);
    }
  }
}

function onlyOne(places: PlacedElement[], wanted: Wanted, seen: string): PlacedElement {
  const named = places.filter(
    (place) => place.actionId === wanted.actionId && (wanted.blockId === undefined || place.blockId === wanted.blockId),
  );
  const matching = wanted.value === undefined ? named : named.filter(({ element }) => hasValue(element, wanted.value));
  const [first, second] = matching;
  if (!first) throw new Error(`no element ${JSON.stringify(wanted)}; ${seen}: ${describeElements(places)}`);
  if (second) throw new Error(`more than one element ${JSON.stringify(wanted)}; ${seen}: ${describeElements(places)}`);
  return first;
}

function hasValue(element: JsonObject, value: string | undefined): boolean {
  const inner = [element.positive_button, element.negative_button].filter(isObject);
  return (
    [element, ...inner].some((button) => button.value === value) ||
    optionsOf(element).some((option) => option.value === value)
  );
}

function titleOf(view: ViewRecord): string {
  const title = view.view.title;
  const text = typeof title === 'object' && title !== null && !Array.isArray(title) ? textOf(title.text) : null;
  return text === null ? 'the Home tab' : `the modal "${text}"`;
}
