/** button: presses once at a time, asks first when the bot wants a confirmation, and says where a url would lead. */
import { confirmed } from '../confirm.js';
import { h, icon } from '../dom.js';
import { showText } from '../show-text.js';
import { tellWhereItLeads } from '../toast.js';

export function button(element, blockId, surface) {
  const style = { primary: ' primary', danger: ' danger' }[element.style] ?? '';
  const node = h(
    'button',
    {
      type: 'button',
      class: `button${style}`,
      title: element.url,
      'aria-label': element.accessibility_label,
      'data-key': `${surface.keyOf(blockId, element.action_id)}|${element.value ?? ''}`,
      onclick: press,
    },
    h('span', { class: 'button-text' }, showText(element.text, surface.reader)),
    element.url ? icon('out') : null,
  );

  async function press() {
    if (node.getAttribute('aria-busy') === 'true') return;
    if (!(await confirmed(element.confirm, surface.reader))) return;
    if (element.url) tellWhereItLeads(element.url);
    node.setAttribute('aria-busy', 'true');
    await surface.press({ blockId, actionId: element.action_id, value: element.value });
    node.removeAttribute('aria-busy');
  }

  return node;
}
