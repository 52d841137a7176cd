/** The tabs of the app: Home, Messages, and a channel each when the screen holds messages of channels. */
import { h, setAttribute } from './dom.js';
import { patchList } from './patch.js';

/** tabs: [{id, name, unread?}]. Arrow keys move between them, as the ARIA tab pattern wants. `panelOf(id)` is the id of its panel. */
export function renderTabs(container, { tabs, current, onPick, panelOf = slackPanel }) {
  patchList(
    container,
    tabs.map((tab) => ({ key: tab.id, data: tab })),
    ({ data }) =>
      h(
        'button',
        { type: 'button', role: 'tab', 'data-tab': data.id, onclick: () => onPick(data.id), onkeydown: step },
        data.name,
        data.unread
          ? h('span', { class: 'tab-unread' }, String(data.unread), h('span', { class: 'hidden-words' }, ' new'))
          : null,
      ),
  );
  for (const node of container.children) {
    const chosen = node.patchKey === current;
    setAttribute(node, 'aria-selected', chosen ? 'true' : 'false');
    setAttribute(node, 'aria-controls', panelOf(node.patchKey));
    setAttribute(node, 'tabindex', chosen ? '0' : '-1');
  }
}

const slackPanel = (id) => (id === 'home' ? 'panel-home' : 'panel-messages');

function step(event) {
  const nextName = { ArrowRight: 'nextElementSibling', ArrowLeft: 'previousElementSibling' }[event.key];
  const next = nextName && event.currentTarget[nextName];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
