/** radio_buttons and checkboxes. */

import { confirmed } from '../confirm.js';
import { h, newId } from '../dom.js';
import { showText } from '../show-text.js';
import { chosenOptions, stateOfOptions } from '../state-values.js';
import { nameControl } from './name-control.js';

export function choices(element, env) {
  const single = element.type === 'radio_buttons';
  const name = newId('choice');
  const inputs = element.options.map((option, at) =>
    h('input', {
      type: single ? 'radio' : 'checkbox',
      name,
      id: `${name}-${at}`,
      'data-key': `${env.key}|${option.value}`,
      'aria-describedby': option.description ? `${name}-${at}-more` : null,
      onchange: changed,
    }),
  );
  const rows = element.options.map((option, at) =>
    h(
      'div',
      { class: 'choice' },
      inputs[at],
      h('label', { for: `${name}-${at}` }, showText(option.text, env.reader)),
      option.description
        ? h('p', { class: 'description', id: `${name}-${at}-more` }, showText(option.description, env.reader))
        : null,
    ),
  );
  const group = nameControl(h('div', { class: 'choices', role: single ? 'radiogroup' : 'group' }, rows), env);
  if (!single) group.removeAttribute('aria-required');
  let before = initial();

  function initial() {
    return stateOfOptions(element, []);
  }
  function state() {
    return stateOfOptions(
      element,
      element.options.filter((_, at) => inputs[at].checked),
    );
  }
  function show(next) {
    const chosen = new Set(chosenOptions(next).map((option) => option.value));
    for (const [at, input] of inputs.entries()) input.checked = chosen.has(element.options[at].value);
    before = next;
  }
  async function changed() {
    if (await confirmed(element.confirm, env.reader)) {
      before = state();
      env.change(before, 'now');
    } else show(before);
  }

  // ARIA knows an invalid radio group and an invalid checkbox, not an invalid radio or group.
  return { node: group, focus: inputs[0], invalid: single ? group : inputs[0], state, show, problem: () => null };
}
