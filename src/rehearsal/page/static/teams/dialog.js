/** The dialog ("task module") of one person, inside the Teams window: the people beside it stay free. */
import { h, icon, newId, setText } from '../dom.js';
import { focusable, keepTabInside } from '../focus.js';
import { drawCard } from './card.js';
import { askTeams, pressInTeams } from './client.js';

/** A dialog for a person. `show(dialog, config, theme)` draws what is open; null closes it. */
export function makeDialog(as) {
  const titleId = newId('dialog');
  const title = h('h2', { id: titleId });
  // At once, also while an answer is under way: what comes back then is not shown any more.
  const close = () => askTeams(as, { do: 'close' });
  const dismiss = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close },
    icon('close'),
  );
  const failed = h('p', { class: 'failed', role: 'alert' });
  const place = h('div', { class: 'card-place' });
  const body = h('div', { class: 'modal-body' }, failed, place);
  const node = h(
    'dialog',
    { class: 'modal task', 'aria-labelledby': titleId },
    h('div', { class: 'task-frame' }, h('header', {}, title, dismiss), body),
  );
  let drawn = { version: null, theme: null, card: null };
  node.addEventListener('keydown', (event) => {
    keepTabInside(node, event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    void close();
  });

  function draw(shown, config, theme) {
    const next = `${shown.title}/${shown.version}`;
    if (drawn.version === next && drawn.theme === theme) return false;
    const again = drawn.version === next;
    const card = shown.card
      ? drawCard(shown.card, {
          config,
          held: again ? (drawn.card?.held() ?? null) : null,
          press: (button, inputs) => pressInTeams(as, { surface: 'dialog', ...button }, inputs),
          find: (inputId, query) => askTeams(as, { do: 'search', inputId, query }),
        })
      : null;
    place.replaceChildren(card?.node ?? h('p', { class: 'task-words' }, shown.text ?? ''));
    drawn = { version: next, theme, card };
    if (!again) body.scrollTop = 0;
    return !again;
  }

  return {
    node,
    show(shown, config, theme) {
      if (shown === null) {
        node.close();
        drawn = { version: null, theme: null, card: null };
        return;
      }
      const isNew = draw(shown, config, theme);
      setText(title, shown.title);
      node.classList.toggle('busy', shown.state === 'sending');
      const words = shown.state === 'failed' ? 'Something went wrong. Please try again.' : '';
      setText(failed, words || Object.values(shown.errors).join(' '));
      if (!node.open) node.show();
      if (isNew) focusFirst();
    },
  };

  function focusFirst() {
    const target = focusable(place)[0] ?? dismiss;
    target.focus({ preventScroll: true });
  }
}
