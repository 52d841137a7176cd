/** An element outside of an input block: the bot hears of every choice at once. */
import { button } from '../controls/button.js';
import { makeControl } from '../controls/control.js';
import { overflow } from '../controls/overflow.js';
import { h, newId } from '../dom.js';
import { showText, wordsOf } from '../show-text.js';
import { initialState } from '../state-values.js';
import { cannotShow } from './cannot-show.js';

/** Gives {node, control?}. `about` are the words beside the element: they name it when it has no name of its own. */
export function renderElement(element, block, surface, about = '') {
  const blockId = block.block_id;
  const actionId = element.action_id;
  if (element.type === 'button') return { node: button(element, blockId, surface) };
  if (element.type === 'overflow') return { node: overflow(element, blockId, surface) };
  if (element.type === 'image') return { node: imageWord(element) };
  if (element.type === 'mrkdwn' || element.type === 'plain_text') {
    return { node: h('span', { class: 'text' }, showText(element, surface.reader)) };
  }
  const control = makeControl(element, {
    id: newId('element'),
    key: surface.keyOf(blockId, actionId),
    label: wordsOf(element.placeholder, surface.reader) || about || actionId,
    required: true,
    reader: surface.reader,
    change: (state) => surface.choose(blockId, actionId, state),
    search: (query) => surface.search(blockId, actionId, query),
    enter: (state) => surface.choose(blockId, actionId, state),
  });
  if (!control) return { node: cannotShow(element) };
  const initial = initialState(element);
  control.show(surface.unsent(blockId, actionId) ?? initial);
  return { node: control.node, control: { blockId, actionId, initial, ...control } };
}

/** No picture is loaded from anywhere; its words stand for it. */
export function imageWord(image) {
  return h(
    'span',
    { class: 'image-word', role: 'img', 'aria-label': image.alt_text, title: image.image_url },
    image.alt_text,
  );
}
