/** The search from the message box: what is found is shown as the card that it would put into a message. */
import { h, icon, newId, setAttribute } from '../dom.js';
import { drawCard } from './card.js';
import { askTeams } from './client.js';

const COMMAND = { commandId: 'searchAnswers', parameter: 'query' };
const WAIT_MS = 250;

/** A button and the search that it unfolds. `reader()` is {as, config}. */
export function makeAnswers(reader) {
  const panelId = newId('answers');
  const field = h('input', {
    type: 'search',
    class: 'search',
    'aria-label': 'Search answers',
    placeholder: 'Search answers',
  });
  const status = h('p', { class: 'status', role: 'status' });
  const list = h('ul', { class: 'found' });
  const panel = h(
    'section',
    { id: panelId, class: 'answers', 'aria-label': 'Answers about iQIES', hidden: true },
    h('div', { class: 'answers-head' }, field),
    status,
    list,
  );
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button plain',
      'aria-expanded': 'false',
      'aria-controls': panelId,
      onclick: () => unfold(panel.hidden),
    },
    icon('info'),
    'Answers about iQIES',
  );
  let turn = 0;
  let waiting;

  function unfold(open) {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    field.value = '';
    status.textContent = '';
    list.replaceChildren();
    (open ? field : button).focus();
  }

  async function look() {
    const mine = ++turn;
    const text = field.value.trim();
    clearTimeout(waiting);
    if (text === '') return list.replaceChildren();
    await new Promise((resolve) => (waiting = setTimeout(resolve, WAIT_MS)));
    const { cards, error } = await askTeams(reader().as, { do: 'query', text, ...COMMAND });
    if (mine !== turn) return;
    list.replaceChildren(...(cards ?? []).map(row));
    status.textContent =
      error ?? (cards?.length ? `${cards.length} found. Choose one to see it.` : 'Nothing was found.');
  }

  function row({ preview, content }) {
    const shown = preview?.content ?? {};
    const place = h('div', { class: 'card', hidden: true });
    const open = h(
      'button',
      { type: 'button', class: 'answer-row', 'aria-expanded': 'false', onclick: toggle },
      h('strong', {}, String(shown.title ?? 'Answer')),
      h('span', {}, String(shown.text ?? '')),
    );
    function toggle() {
      place.hidden = !place.hidden;
      setAttribute(open, 'aria-expanded', String(!place.hidden));
      if (place.childElementCount === 0)
        place.append(drawCard(content, { config: reader().config, press: () => {}, find: () => ({}) }).node);
    }
    return h('li', {}, open, place);
  }

  field.addEventListener('input', () => void look());
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') unfold(false);
  });
  return { button, panel, close: () => !panel.hidden && unfold(false) };
}
