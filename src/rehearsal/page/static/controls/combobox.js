/**
 * static_select, external_select and their multi forms: a text field that narrows a list. Type or press the arrows,
 * Enter chooses, Escape closes the list, Backspace in an empty field takes the last chip away.
 */
import { confirmed } from '../confirm.js';
import { h, icon, setAttribute } from '../dom.js';
import { wordsOf } from '../show-text.js';
import { chosenOptions, stateOfOptions } from '../state-values.js';
import { chips } from './chips.js';
import { listbox } from './listbox.js';
import { nameControl } from './name-control.js';
import { optionSource } from './option-source.js';
import { popup } from './popup.js';

export function combobox(element, env) {
  const multi = element.type.startsWith('multi_');
  const most = element.max_selected_items ?? Number.POSITIVE_INFINITY;
  const source = optionSource(element, env);
  let chosen = [];
  let edited = false;
  let lookups = 0;
  let waiting;

  const onActive = (id) => setAttribute(input, 'aria-activedescendant', id);
  const list = listbox({ reader: env.reader, multi, onChoose: choose, onActive });
  const chipList = chips({ reader: env.reader, onRemove: (option) => set(without(option)).then(() => input.focus()) });
  const input = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  });
  nameControl(input, env);
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'icon-button clear',
      'aria-label': 'Clear the choice',
      onclick: () => set([]).then(() => input.focus()),
    },
    icon('close'),
  );
  const field = h(
    'div',
    { class: multi ? 'combobox multi' : 'combobox' },
    multi ? chipList.node : null,
    input,
    clear,
    icon('down'),
  );
  const drop = popup(field, list.nodes);
  field.append(drop.node);

  const isChosen = (option) => chosen.some(({ value }) => value === option.value);
  const without = (option) => chosen.filter(({ value }) => value !== option.value);
  const chosenWords = () => (multi || !chosen[0] ? '' : wordsOf(chosen[0].text, env.reader));

  function draw() {
    if (multi) chipList.show(chosen);
    if (!edited) input.value = chosenWords();
    clear.hidden = multi || env.required || chosen.length === 0;
    const hint = wordsOf(element.placeholder, env.reader) || (source.minLength > 0 ? 'Type to search' : 'Choose');
    setAttribute(input, 'placeholder', multi && chosen.length > 0 ? null : hint);
  }

  async function set(options) {
    if (!(await confirmed(element.confirm, env.reader))) return;
    chosen = options;
    edited = false;
    draw();
    list.mark(isChosen);
    env.change(stateOfOptions(element, chosen), 'now');
  }

  function choose(option) {
    if (!multi) {
      edited = false;
      shut();
      void set([option]);
    } else if (isChosen(option)) void set(without(option));
    else if (chosen.length >= most) list.say(`You can choose at most ${most}.`);
    else void set([...chosen, option]).then(() => input.value === '' && lookUp(''));
  }

  async function lookUp(query) {
    const turn = ++lookups;
    clearTimeout(waiting);
    if (query.trim().length < source.minLength) {
      list.fill([], isChosen);
      const more = source.minLength - query.trim().length;
      list.say(`Type ${more}${query.trim() ? ' more' : ''} ${more === 1 ? 'letter' : 'letters'} to search.`);
      return;
    }
    if (source.waitMs > 0) {
      list.say('Searching…');
      await new Promise((resolve) => (waiting = setTimeout(resolve, source.waitMs)));
    }
    const found = await source.find(query);
    if (turn !== lookups) return;
    list.fill(found.ok ? found.groups : [], isChosen);
    list.say(found.ok ? (found.groups.length === 0 ? 'No results' : null) : found.reason);
    if (drop.isOpen()) drop.place();
  }

  function open() {
    if (drop.isOpen()) return;
    drop.open();
    input.setAttribute('aria-expanded', 'true');
    void lookUp(edited ? input.value : '');
  }

  function shut() {
    lookups++;
    drop.close();
    input.setAttribute('aria-expanded', 'false');
    setAttribute(input, 'aria-activedescendant', null);
  }

  const KEYS = {
    ArrowDown: () => (drop.isOpen() ? list.move(1) : open()),
    ArrowUp: () => (drop.isOpen() ? list.move(-1) : open()),
    Enter: () => {
      if (!drop.isOpen()) open();
      else if (list.active()) choose(list.active());
    },
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drop.isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      edited = false;
      shut();
      draw();
    } else if (event.key === 'Backspace' && multi && input.value === '' && chosen.length > 0)
      void set(chosen.slice(0, -1));
    else if (Object.hasOwn(KEYS, event.key) && !event.isComposing) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
  input.addEventListener('input', () => {
    edited = true;
    if (drop.isOpen()) void lookUp(input.value);
    else open();
  });
  // The press of a chip's × keeps the list open: it would move the page, and the × away from under the pointer.
  field.addEventListener('mousedown', (event) => event.target.closest('button') && event.preventDefault());
  field.addEventListener('click', (event) => {
    if (event.target.closest('button, .popup')) return;
    input.focus();
    if (!edited && !multi) input.select();
    open();
  });
  input.addEventListener('blur', () => {
    edited = false;
    shut();
    draw();
  });
  draw();

  return {
    node: field,
    focus: input,
    state: () => stateOfOptions(element, chosen),
    show(state) {
      chosen = chosenOptions(state);
      draw();
      list.mark(isChosen);
    },
    problem: () => null,
  };
}
