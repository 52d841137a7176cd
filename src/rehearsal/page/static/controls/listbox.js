/** The options of a combobox: groups, the active one, the chosen ones. The ARIA listbox pattern. */
import { h, newId, setAttribute } from '../dom.js';
import { showText } from '../show-text.js';

export function listbox({ reader, multi, onChoose, onActive }) {
  const id = newId('list');
  const list = h('div', { class: 'listbox', role: 'listbox', id, 'aria-multiselectable': multi ? 'true' : null });
  const status = h('p', { class: 'status', role: 'status', hidden: true });
  let rows = [];
  let active = -1;

  function activate(at) {
    active = at;
    for (const [place, row] of rows.entries()) row.node.classList.toggle('active', place === at);
    const node = rows[at]?.node ?? null;
    node?.scrollIntoView({ block: 'nearest' });
    onActive(node?.id ?? null);
  }

  function row(option, isChosen) {
    const at = rows.length;
    const rowId = `${id}-${at}`;
    const node = h(
      'div',
      {
        class: 'option',
        role: 'option',
        id: rowId,
        'aria-selected': isChosen(option) ? 'true' : 'false',
        // The focus stays in the text field.
        onmousedown: (event) => event.preventDefault(),
        onclick: () => onChoose(option),
        onmousemove: () => at !== active && activate(at),
      },
      h('span', { class: 'text' }, showText(option.text, reader)),
      option.description ? h('span', { class: 'description' }, showText(option.description, reader)) : null,
    );
    rows.push({ node, option });
    return node;
  }

  return {
    id,
    nodes: [list, status],
    active: () => rows[active]?.option ?? null,
    move: (step) => rows.length > 0 && activate((active + step + rows.length) % rows.length),
    /** Shows these groups, or only a sentence. */
    fill(groups, isChosen) {
      rows = [];
      const nodes = groups.map(({ label, options }) => {
        if (!label) return options.map((option) => row(option, isChosen));
        const labelId = newId('group');
        const heading = h('div', { class: 'group-label', id: labelId }, showText(label, reader));
        return h(
          'div',
          { role: 'group', 'aria-labelledby': labelId },
          heading,
          options.map((option) => row(option, isChosen)),
        );
      });
      list.replaceChildren(...nodes.flat());
      activate(
        rows.length === 0
          ? -1
          : Math.max(
              0,
              rows.findIndex(({ option }) => !multi && isChosen(option)),
            ),
      );
    },
    mark(isChosen) {
      for (const { node, option } of rows) setAttribute(node, 'aria-selected', isChosen(option) ? 'true' : 'false');
    },
    say(sentence) {
      status.textContent = sentence ?? '';
      status.hidden = !sentence;
    },
  };
}
