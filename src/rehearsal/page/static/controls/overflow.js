/** overflow: three dots and a short menu. Arrow keys move, Enter chooses, Escape closes. */
import { confirmed } from '../confirm.js';
import { h, icon } from '../dom.js';
import { showText } from '../show-text.js';
import { tellWhereItLeads } from '../toast.js';
import { popup } from './popup.js';

export function overflow(element, blockId, surface) {
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'button overflow',
      'aria-label': element.accessibility_label ?? 'More actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-key': surface.keyOf(blockId, element.action_id),
      onclick: () => (drop.isOpen() ? shut() : open()),
    },
    icon('more'),
  );
  const items = element.options.map((option) =>
    h(
      'button',
      { type: 'button', role: 'menuitem', class: 'option', tabindex: '-1', onclick: () => choose(option) },
      showText(option.text, surface.reader),
    ),
  );
  const drop = popup(opener, h('div', { role: 'menu', class: 'listbox' }, items), { width: 'content' });
  const node = h('div', { class: 'overflow-menu' }, opener, drop.node);

  function open() {
    drop.open();
    opener.setAttribute('aria-expanded', 'true');
    items[0]?.focus();
  }
  function shut() {
    drop.close();
    opener.setAttribute('aria-expanded', 'false');
  }
  async function choose(option) {
    shut();
    opener.focus();
    if (!(await confirmed(element.confirm, surface.reader))) return;
    if (option.url) tellWhereItLeads(option.url);
    await surface.press({ blockId, actionId: element.action_id }, [option.value]);
  }

  node.addEventListener('keydown', (event) => {
    if (!drop.isOpen()) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    else if (event.key === 'Escape') {
      shut();
      opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener('focusout', (event) => {
    if (drop.isOpen() && !node.contains(event.relatedTarget)) shut();
  });
  return node;
}
