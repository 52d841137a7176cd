import type { JsonObject } from '../contract.ts';
import { isObject, objectsIn, textOf } from '../json.ts';
import type { World } from '../world/world.ts';
import { LISTS_OF_BLOCKS, LISTS_OF_ELEMENTS } from './elements.ts';

/** Gives every block without a block_id, and every element without an action_id, one, as Slack does. All else is kept
 *  as the bot sent it. */
export function nameBlocks(world: World, blocks: JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const named: JsonObject = { ...block };
    if (typeof named.block_id !== 'string' || named.block_id === '') named.block_id = world.next.id('b');
    if (isObject(block.element)) named.element = nameElement(world, block.element);
    if (isObject(block.accessory)) named.accessory = nameElement(world, block.accessory);
    const elements = LISTS_OF_ELEMENTS[textOf(block.type) ?? ''];
    if (elements && Array.isArray(block[elements])) {
      named[elements] = objectsIn(block[elements]).map((element) => nameElement(world, element));
    }
    const inner = LISTS_OF_BLOCKS[textOf(block.type) ?? ''];
    if (inner && Array.isArray(block[inner])) named[inner] = nameBlocks(world, objectsIn(block[inner]));
    return named;
  });
}

function nameElement(world: World, element: JsonObject): JsonObject {
  if (element.type === 'image' || typeof element.action_id === 'string') return element;
  return { ...element, action_id: world.next.id('a') };
}
