/** input: a label, a control, a hint and the error of the last submit. */
import { makeControl } from '../controls/control.js';
import { h, newId, setAttribute, setText } from '../dom.js';
import { showText, wordsOf } from '../show-text.js';
import { initialState } from '../state-values.js';
import { cannotShow } from './cannot-show.js';

export function input(block, surface) {
  const id = newId('input');
  const ids = { label: `${id}-label`, hint: `${id}-hint`, error: `${id}-error` };
  const blockId = block.block_id;
  const actionId = block.element.action_id;
  let current = block;

  const control = makeControl(block.element, {
    id,
    key: surface.keyOf(blockId, actionId),
    labelledBy: ids.label,
    describedBy: `${ids.hint} ${ids.error}`,
    required: block.optional !== true,
    reader: surface.reader,
    change(state, when) {
      showError(null);
      surface.type(blockId, actionId, state, when === 'soon' ? patience(current) : when);
    },
    search: (query) => surface.search(blockId, actionId, query),
    enter(state) {
      if (current.dispatch_action) surface.type(blockId, actionId, state, 'now');
      else surface.onEnter();
    },
  });
  if (!control) return cannotShow(block);

  const words = h('label', { id: ids.label, for: id });
  const optional = h('span', { class: 'optional' }, '(optional)');
  const hint = h('p', { class: 'hint', id: ids.hint });
  const error = h('p', { class: 'error', id: ids.error });
  const node = h(
    'div',
    { class: 'block input' },
    h('div', { class: 'label' }, words, optional),
    control.node,
    hint,
    error,
  );

  function describe() {
    words.replaceChildren(...showText(current.label, surface.reader));
    optional.hidden = current.optional !== true;
    hint.replaceChildren(...showText(current.hint, surface.reader));
    setAttribute(control.focus, 'data-label', wordsOf(current.label, surface.reader));
  }
  function showError(sentence) {
    setText(error, sentence ?? '');
    node.classList.toggle('wrong', Boolean(sentence));
    setAttribute(control.invalid ?? control.focus, 'aria-invalid', sentence ? 'true' : null);
  }

  describe();
  const initial = initialState(block.element);
  control.show(surface.unsent(blockId, actionId) ?? initial);
  node.controls = [
    {
      blockId,
      actionId,
      initial,
      isInput: true,
      ...control,
      required: () => current.optional !== true,
      showError,
      isWrong: () => error.textContent !== '',
    },
  ];
  node.patchWith = (next) => {
    const same = JSON.stringify(next.element) === JSON.stringify(current.element);
    if (next.type !== 'input' || next.optional !== current.optional) return false;
    if (next.element.action_id !== actionId) return false;
    if (!same && !control.reconfigure?.(next.element)) return false;
    current = next;
    describe();
    return true;
  };
  return node;
}

/** An input whose bot wants to hear of it only on Enter must not send while one types. */
function patience({ dispatch_action, element }) {
  if (!dispatch_action) return 'soon';
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  return triggers.includes('on_character_entered') ? 'soon' : 'asked';
}
