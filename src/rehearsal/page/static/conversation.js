/** The messages of one conversation, with a line between days, kept at the end while one reads the end. */
import { formatDay } from './dates.js';
import { h } from './dom.js';
import { messageNode } from './message.js';
import { patchList } from './patch.js';

/** Messages of one author within this time share one byline. */
const TOGETHER_MS = 5 * 60_000;
const AT_END_PX = 60;
const QUIET_MS = 500;
let quiet;

export function renderConversation(panel, messages, world) {
  const scroll = panel.querySelector('.scroll');
  const log = panel.querySelector('.log');
  const changedPerson = log.dataset.of !== world.conversation;
  const atEnd = changedPerson || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < AT_END_PX;
  if (changedPerson) startOver(scroll, log);
  log.dataset.of = world.conversation;
  patchList(log, itemsOf(messages, world), ({ data }) => (data.day ? dayLine(data) : messageNode(data, world)));
  if (messages.length === 0) log.replaceChildren(welcome(world));
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

/** Another conversation comes into view: a screen reader must not read all of it as new. */
function startOver(scroll, log) {
  scroll.setAttribute('aria-live', 'off');
  clearTimeout(quiet);
  quiet = setTimeout(() => scroll.setAttribute('aria-live', 'polite'), QUIET_MS);
  log.replaceChildren();
}

function itemsOf(messages, world) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const at = Number(message.ts) * 1000;
    const day = formatDay(at, world.reader.timeZone, world.reader.now());
    const newDay = before?.day !== day;
    if (newDay) items.push({ key: `day ${day}`, data: { day } });
    const together = !newDay && before.message.from === message.from && at - before.at < TOGETHER_MS;
    const alike = together && before.message.ephemeral === message.ephemeral;
    items.push({ key: `${message.channel}/${message.ts}`, data: { message, compact: alike } });
    before = { message, at, day };
  }
  return items;
}

function dayLine({ day }) {
  return h('li', { class: 'day' }, h('span', {}, day));
}

function welcome({ app, inChannel, onCommand }) {
  if (inChannel) return h('li', { class: 'welcome' }, h('p', {}, 'Nothing was written here yet.'));
  return h(
    'li',
    { class: 'welcome' },
    h('span', { class: 'avatar app', 'aria-hidden': 'true' }, 'iQ'),
    h('h2', {}, `This is the start of your conversation with ${app.name}`),
    h('p', {}, `Write ${app.command} to begin, or ask a question below.`),
    h('button', { type: 'button', class: 'button primary', onclick: onCommand }, `Write ${app.command}`),
  );
}
