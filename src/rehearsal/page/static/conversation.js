/** The messages of one conversation, with a line between days, kept at the end while one reads the end. */
import { formatDay } from './dates.js';
import { h } from './dom.js';
import { messageNode } from './message.js';
import { patchList } from './patch.js';

/** Messages of one author within this time share one byline. */
const TOGETHER_MS = 5 * 60_000;
const AT_END_PX = 60;

export function renderConversation(panel, messages, world) {
  const scroll = panel.querySelector('.scroll');
  const log = panel.querySelector('.log');
  const changedPerson = log.dataset.of !== world.conversation;
  const atEnd = changedPerson || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < AT_END_PX;
  if (changedPerson) log.replaceChildren();
  log.dataset.of = world.conversation;
  patchList(log, itemsOf(messages, world), ({ data }) => (data.day ? dayLine(data) : messageNode(data, world)));
  if (messages.length === 0) log.replaceChildren(welcome(world));
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

function itemsOf(messages, world) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const at = Number(message.ts) * 1000;
    const day = formatDay(at, world.reader.timeZone);
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

function welcome({ app, inChannel }) {
  const words = inChannel
    ? 'Nothing was written here yet.'
    : `This is the start of your conversation with ${app.name}. Write a question below, or type ${app.command}.`;
  return h('li', { class: 'welcome' }, words);
}
