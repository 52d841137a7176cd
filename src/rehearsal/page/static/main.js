/** The rehearsal page: puts what the chosen person sees on the screen and keeps it fresh. */
import { act, fetchPeople, fetchScreen, hearChanges, listen } from './client.js';
import { makeComposer } from './composer.js';
import { renderConversation } from './conversation.js';
import { setText } from './dom.js';
import { renderHome } from './home.js';
import { renderModals } from './modals.js';
import { renderPeople } from './people-list.js';
import { readPlace, writePlace } from './place-in-hash.js';
import { renderTabs } from './tabs.js';
import { sendTyped } from './typed.js';

const byId = (id) => document.getElementById(id);
const [client, homePanel, messagesPanel, modalLayer, notice] = [
  'client',
  'panel-home',
  'panel-messages',
  'modals',
  'notice',
].map(byId);

let { app, teamId, people } = await fetchPeople();
let as = null;
let tab = 'messages';
/** The newest screen of each person that was shown, with its place in the server's order. */
const screens = new Map();
const unread = new Set();
const composer = makeComposer(byId('composer'), { app, whoIs: () => as });

const world = () => {
  const person = people.find(({ id }) => id === as);
  const nameOf = (id) => (id === app.id ? app.name : people.find((one) => one.id === id)?.name);
  const reader = { nameOf, timeZone: person?.timeZone };
  return { app, people, as, reader, conversation: `${as}/${tab}`, readOnly: tab !== 'messages' };
};

function draw() {
  const screen = screens.get(as)?.screen;
  renderPeople(byId('people'), { people, teamId, as, unread, onPick: (id) => go(id, tab) });
  setText(byId('me'), people.find(({ id }) => id === as)?.name ?? '');
  if (!screen) return;
  // Slack's direct-message channels begin with D; anything else is a channel in which the bot spoke to her.
  const channels = [...new Set(screen.messages.map(({ channel }) => channel))].filter((id) => !id.startsWith('D'));
  const tabs = [
    { id: 'home', name: 'Home' },
    { id: 'messages', name: 'Messages' },
  ];
  renderTabs(byId('tabs'), {
    tabs: [...tabs, ...channels.map((id) => ({ id, name: `#${id}` }))],
    current: tab,
    onPick: (id) => go(as, id),
  });
  homePanel.hidden = tab !== 'home';
  messagesPanel.hidden = tab === 'home';
  byId('composer').hidden = tab !== 'messages';
  const shown = screen.messages.filter(({ channel }) =>
    tab === 'messages' ? channel.startsWith('D') : channel === tab,
  );
  if (tab === 'home') renderHome(homePanel, screen.home, world());
  else renderConversation(messagesPanel, shown, world());
  notice.hidden = !screen.notice;
  setText(notice, screen.notice ?? '');
  renderModals(modalLayer, client, screen.modals, world());
}

/** Shows this person and tab. Opening Home is something that the bot hears of, as in Slack. */
async function go(nextAs, nextTab) {
  const samePerson = as === nextAs;
  if (!samePerson) await sendTyped();
  as = people.some(({ id }) => id === nextAs) ? nextAs : people[0]?.id;
  tab = nextTab ?? tab;
  unread.delete(as);
  writePlace({ as, tab });
  const person = people.find(({ id }) => id === as);
  document.title = `${person?.name ?? 'Rehearsal'} - ${app.name}`;
  if (!samePerson && person) composer.showFor(person);
  draw();
  if (!samePerson) await fetchScreen(as);
  if (tab === 'home') await act(as, { do: 'openHome' });
}

listen({
  screen(userId, screen, order) {
    if ((screens.get(userId)?.order ?? 0) >= order) return;
    screens.set(userId, { screen, order });
    if (userId === as) draw();
  },
  trouble: (isThere) => setText(byId('trouble'), isThere ? 'The rehearsal does not answer. Trying again…' : ''),
});

async function refreshPeople() {
  try {
    ({ app, teamId, people } = await fetchPeople());
  } catch {
    return;
  }
  draw();
}

setText(byId('app-name'), app.name);
const wanted = readPlace();
await go(wanted.as ?? people[0]?.id, wanted.tab ?? 'messages');
window.addEventListener('hashchange', () => {
  const next = readPlace();
  if (next.as && (next.as !== as || next.tab !== tab)) void go(next.as, next.tab ?? tab);
});
hearChanges(
  (heard) => {
    if (heard.people) void refreshPeople();
    for (const userId of heard.screens ?? []) {
      if (userId === as) void fetchScreen(as);
      else unread.add(userId);
    }
    draw();
  },
  () => refreshPeople().then(() => fetchScreen(as)),
);
document.body.dataset.ready = 'true';
