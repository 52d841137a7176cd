import type { JsonObject } from '../contract.ts';
import { isObject, objectsIn, textOf } from '../json.ts';

/** An element that people act on, with the block it stands in. */
export interface PlacedElement {
  block: JsonObject;
  element: JsonObject;
  blockId: string;
  actionId: string;
  type: string;
}

/** The field in which a block lists its elements. */
export const LISTS_OF_ELEMENTS: Readonly<Record<string, string>> = {
  actions: 'elements',
  card: 'actions',
  context_actions: 'elements',
};

/** The field in which a block lists the blocks that stand in it. */
export const LISTS_OF_BLOCKS: Readonly<Record<string, string>> = { carousel: 'elements', container: 'child_blocks' };

/** Every button, menu and input of these blocks, in reading order. Looks into blocks that hold blocks. */
export function elementsOf(blocks: JsonObject[]): PlacedElement[] {
  return blocks.flatMap((block) => [...ownElements(block), ...elementsOf(innerBlocks(block))]);
}

function ownElements(block: JsonObject): PlacedElement[] {
  const single = [block.element, block.accessory].filter(isObject);
  const listed = LISTS_OF_ELEMENTS[textOf(block.type) ?? ''];
  return [...single, ...(listed ? objectsIn(block[listed]) : [])].flatMap((element) => {
    const actionId = textOf(element.action_id);
    const type = textOf(element.type) ?? '';
    if (actionId === null || type === 'image') return [];
    return [{ block, element, blockId: textOf(block.block_id) ?? '', actionId, type }];
  });
}

function innerBlocks(block: JsonObject): JsonObject[] {
  const list = LISTS_OF_BLOCKS[textOf(block.type) ?? ''];
  return list ? objectsIn(block[list]) : [];
}

/** All options of an element, out of its groups too. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsIn(element.options),
    ...objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options)),
  ];
}

/** True for an element inside an input block. */
export function isInput(place: PlacedElement): boolean {
  return place.block.type === 'input';
}

/** Names what can be acted on, for the errors that tell a test what is on screen instead. */
export function describeElements(places: PlacedElement[]): string {
  const names = places.map(({ element, actionId, blockId, type }) => {
    const value = textOf(element.value);
    return `${type} ${actionId}${value === null ? '' : `=${value}`} (block ${blockId})`;
  });
  return names.length === 0 ? 'nothing to act on' : names.join(', ');
}
