/** Block Kit blocks as DOM, kept up to date in place. */
import { patchList, withKeys } from '../patch.js';
import { cannotShow } from './cannot-show.js';
import { input } from './input.js';
import { richText } from './rich-text.js';
import { actions, alert, card, context, divider, header, image, section } from './texts.js';

const BLOCKS = { actions, alert, card, context, divider, header, image, input, rich_text: richText, section };

export function renderBlocks(container, blocks, surface) {
  const items = withKeys(blocks, (block) => block.block_id);
  patchList(container, items, ({ data }) => renderBlock(data, surface));
}

export function controlsIn(container) {
  return [...container.children].flatMap((node) => node.controls ?? []);
}

function renderBlock(block, surface) {
  if (!Object.hasOwn(BLOCKS, block.type)) return cannotShow(block);
  try {
    return BLOCKS[block.type](block, surface);
  } catch (error) {
    // A block that Slack would have refused: the page goes on and shows where it is.
    return cannotShow(block, error.message);
  }
}
