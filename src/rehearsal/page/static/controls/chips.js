/** What is chosen in a multi-select: one chip each, with a button that takes it away. */
import { h, icon } from '../dom.js';
import { wordsOf } from '../show-text.js';

export function chips({ reader, onRemove }) {
  const node = h('ul', { class: 'chips', 'aria-label': 'Chosen' });
  return {
    node,
    show(options) {
      node.hidden = options.length === 0;
      node.replaceChildren(
        ...options.map((option) => {
          const words = wordsOf(option.text, reader);
          const remove = h(
            'button',
            { type: 'button', class: 'icon-button', 'aria-label': `Remove ${words}`, onclick: () => onRemove(option) },
            icon('close'),
          );
          return h('li', { class: 'chip' }, h('span', { title: words }, words), remove);
        }),
      );
    },
  };
}
