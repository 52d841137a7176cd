/** Where one writes: the bot's slash command goes out as a command, everything else as a direct message. */
import { act } from './client.js';
import { h, icon, setAttribute } from './dom.js';
import { toast } from './toast.js';

/** What each person has written and not sent. */
const drafts = new Map();

export function makeComposer(form, { app, whoIs }) {
  const label = `Message ${app.name}`;
  const text = h('textarea', {
    rows: 1,
    'aria-label': label,
    placeholder: `${label}, or type ${app.command}`,
    'data-key': 'composer',
  });
  const send = h('button', { type: 'submit', class: 'button primary send', 'aria-label': 'Send' }, icon('send'));
  const hint = h('p', { class: 'composer-hint' });
  form.append(h('div', { class: 'composer-field' }, text, send), hint);

  function draw() {
    const command = text.value.trimStart().startsWith('/');
    hint.textContent = command
      ? `Enter runs this as a slash command of ${app.name}.`
      : 'Enter sends, Shift and Enter make a new line.';
    setAttribute(send, 'disabled', text.value.trim() === '');
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  async function submit() {
    const written = text.value.trim();
    const as = whoIs();
    if (written === '') return;
    const slash = /^(\/\S+)\s*([\s\S]*)$/.exec(written);
    if (slash && slash[1] !== app.command) return toast(`${slash[1]} is not a valid command.`);
    text.value = '';
    drafts.delete(as);
    draw();
    const done = await act(as, slash ? { do: 'command', text: slash[2] } : { do: 'say', text: written });
    if (done.error) toast(done.error);
  }

  text.addEventListener('input', () => {
    drafts.set(whoIs(), text.value);
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
  draw();

  return {
    /** After another person was picked: her own draft, and no writing for an account that is deactivated. */
    showFor(person) {
      text.value = drafts.get(person.id) ?? '';
      text.disabled = person.deleted === true;
      text.placeholder = person.deleted
        ? `${person.name} is deactivated and cannot write.`
        : `${label}, or type ${app.command}`;
      draw();
    },
    focus: () => text.focus(),
  };
}
