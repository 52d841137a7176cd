/** Where one writes: the bot's slash command goes out as a command, everything else as a direct message. */
import { act } from './client.js';
import { h, icon, setAttribute } from './dom.js';
import { toast } from './toast.js';

/** What each person has written in each conversation and not sent. */
const drafts = new Map();

export function makeComposer(form, { app }) {
  const text = h('textarea', { rows: 1, 'data-key': 'composer' });
  const send = h('button', { type: 'submit', class: 'button primary send', 'aria-label': 'Send' }, icon('send'));
  const hint = h('p', { class: 'composer-hint' });
  form.append(h('div', { class: 'composer-field' }, text, send), hint);
  /** Who writes where; `channel` is null in the direct message with the bot. */
  let here = { key: '', as: null, channel: null };

  function draw() {
    const command = text.value.trimStart().startsWith('/');
    hint.textContent = command
      ? `Enter runs this command of ${app.name}.`
      : 'Enter sends, Shift and Enter make a new line.';
    setAttribute(send, 'disabled', text.value.trim() === '');
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  async function submit() {
    const written = text.value.trim();
    const { key, as, channel } = here;
    if (written === '') return;
    const slash = /^(\/\S+)\s*([\s\S]*)$/.exec(written);
    if (slash && slash[1] !== app.command) return toast(`${slash[1]} is not a valid command.`);
    if (channel && !slash) return toast(`In a channel only ${app.command} can be rehearsed.`);
    text.value = '';
    drafts.delete(key);
    draw();
    const command = { do: 'command', text: slash?.[2], ...(channel ? { channelId: channel.id } : {}) };
    const done = await act(as, slash ? command : { do: 'say', text: written });
    if (done.error) toast(done.error);
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
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    /** Her draft in this conversation. An account that is deactivated cannot write. */
    showFor(person, channel) {
      const gone = person.deleted === true;
      const key = `${person.id}/${channel?.id ?? ''}/${gone}`;
      if (here.key === key) return;
      here = { key, as: person.id, channel };
      const label = `Message ${channel ? `#${channel.name}` : app.name}`;
      text.value = drafts.get(key) ?? '';
      text.disabled = gone;
      text.placeholder = gone ? `${person.name} is deactivated and cannot write.` : `${label}, or type ${app.command}`;
      text.setAttribute('aria-label', label);
      draw();
    },
    focus: () => text.focus(),
    /** Puts the command there, ready for Enter. */
    write(words) {
      text.value = words;
      drafts.set(here.key, words);
      draw();
      text.focus();
    },
  };
}
