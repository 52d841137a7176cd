/** datepicker: the browser's own date field, which brings its keyboard and its calendar. */

import { confirmed } from '../confirm.js';
import { h } from '../dom.js';
import { nameControl } from './name-control.js';

export function dateInput(element, env) {
  const input = nameControl(h('input', { type: 'date' }), env);
  let before = '';
  const state = () => ({ selected_date: input.value || null });
  input.addEventListener('change', async () => {
    if (await confirmed(element.confirm, env.reader)) {
      before = input.value;
      env.change(state(), 'now');
    } else input.value = before;
  });
  return {
    node: h('div', { class: 'date-input' }, input),
    focus: input,
    state,
    show({ selected_date }) {
      before = selected_date ?? '';
      if (input.value !== before) input.value = before;
    },
    problem: () => (input.validity.badInput ? 'Enter a whole date.' : null),
  };
}
