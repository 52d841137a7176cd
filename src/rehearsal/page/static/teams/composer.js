/** Where one writes in Teams: to the bot in the personal chat, or in a channel with a mention of it. */
import { h, icon, setAttribute } from '../dom.js';
import { toast } from '../toast.js';
import { actInTeams } from './client.js';

const drafts = new Map();

/** `answers` is the search that stands beside the field. */
export function makeTeamsComposer({ app, answers }) {
  const text = h('textarea', { rows: 1, 'data-key': 'composer' });
  const send = h('button', { type: 'submit', class: 'button primary send', 'aria-label': 'Send' }, icon('send'));
  const mention = h('span', { class: 'mention', hidden: true }, `@${app.name}`);
  const node = h(
    'form',
    { class: 'composer' },
    answers.panel,
    h('div', { class: 'composer-field' }, mention, text, send),
    h(
      'div',
      { class: 'composer-more' },
      answers.button,
      h('p', { class: 'composer-hint' }, 'Enter sends, Shift and Enter make a new line.'),
    ),
  );
  let here = { key: '', as: null, channel: null };

  function draw() {
    setAttribute(send, 'disabled', text.value.trim() === '');
    text.style.height = 'auto';
    // While nobody sees it, it has no height to go by.
    if (text.scrollHeight > 0) text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  async function submit() {
    const written = text.value.trim();
    const { key, as, channel } = here;
    if (written === '') return;
    text.value = '';
    drafts.delete(key);
    draw();
    const what = channel ? { do: 'mention', channelId: channel.id } : { do: 'say' };
    const { error } = await actInTeams(as, { ...what, text: written });
    if (error) toast(error);
  }

  text.addEventListener('input', () => {
    drafts.set(here.key, text.value);
    draw();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    node,
    showFor(as, channel) {
      const key = `${as}/${channel?.id ?? ''}`;
      if (here.key === key) return;
      here = { key, as, channel };
      answers.close();
      const label = channel ? `Write in ${channel.name} to ${app.name}` : `Write to ${app.name}`;
      text.value = drafts.get(key) ?? '';
      text.placeholder = channel ? 'Start a post' : 'Type a message';
      text.setAttribute('aria-label', label);
      mention.hidden = channel === null;
      draw();
    },
    focus: () => text.focus(),
  };
}
