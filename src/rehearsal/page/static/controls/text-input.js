/** plain_text_input, email_text_input, number_input and url_text_input. */
import { h, setAttribute, setText } from '../dom.js';
import { wordsOf } from '../show-text.js';
import { nameControl } from './name-control.js';

const MODES = { email_text_input: 'email', number_input: 'decimal', url_text_input: 'url' };

export function textInput(element, env) {
  const multiline = element.multiline === true;
  const input = nameControl(h(multiline ? 'textarea' : 'input', { autocomplete: 'off', spellcheck: 'false' }), env);
  const counter = h('span', { class: 'counter', 'aria-hidden': 'true' });
  let config = element;

  const configure = () => {
    setAttribute(input, 'placeholder', wordsOf(config.placeholder, env.reader) || null);
    setAttribute(input, 'inputmode', MODES[config.type]);
    if (multiline) input.rows = 4;
    else input.type = 'text';
    count();
  };
  const count = () => {
    const left = config.max_length ? config.max_length - input.value.length : null;
    // Short fields would only be disturbed by a number that stands there all the time.
    setText(counter, left !== null && (left < 50 || config.max_length <= 200) ? String(left) : '');
    counter.classList.toggle('over', left !== null && left < 0);
  };

  input.addEventListener('input', () => {
    count();
    env.change({ value: input.value }, 'soon');
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (multiline && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    env.enter({ value: input.value });
  });
  configure();

  return {
    node: h('div', { class: 'text-input' }, input, counter),
    focus: input,
    state: () => ({ value: input.value }),
    show({ value }) {
      if (input.value !== (value ?? '')) input.value = value ?? '';
      count();
    },
    reconfigure(next) {
      if (next.type !== config.type || (next.multiline === true) !== multiline) return false;
      config = next;
      configure();
      return true;
    },
    problem: () => (input.value.trim() === '' ? null : problemWith(input.value.trim(), config)),
  };
}

function problemWith(value, { type, max_length, min_length, is_decimal_allowed, min_value, max_value }) {
  if (max_length && value.length > max_length) return `Enter at most ${max_length} characters.`;
  if (min_length && value.length < min_length) return `Enter at least ${min_length} characters.`;
  if (type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'Enter a valid e-mail address.';
  if (type === 'url_text_input' && !URL.canParse(value)) return 'Enter a valid address.';
  if (type !== 'number_input') return null;
  if (!(is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value)) return 'Enter a number.';
  if (min_value !== undefined && Number(value) < Number(min_value)) return `Enter ${min_value} or more.`;
  if (max_value !== undefined && Number(value) > Number(max_value)) return `Enter ${max_value} or less.`;
  return null;
}
