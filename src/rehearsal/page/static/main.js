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
import { markRead, unreadIn } from './unread.js';

const byId = (id) => document.getElementById(id);
const [client, homePanel, messagesPanel, modalLayer, notice] = [
  'client',
  'panel-home',
  'panel-messages',
  'modals',
  'notice',
].map(byId);

let { app, teamId, people, groups, handouts } = await fetchPeople();
let as = null;
let tab = 'messages';
let goes = 0;
/** The newest screen of each person that was shown, with its place in the server's order. */
const screens = new Map();
const composer = makeComposer(byId('composer'), { app });

const world = () => {
  const person = people.find(({ id }) => id === as);
  const nameOf = (id) => (id === app.id ? app.name : people.find((one) => one.id === id)?.name);
  const reader = { nameOf, timeZone: person?.timeZone };
  return { app, people, as, reader, conversation: `${as}/${tab}`, inChannel: channelShown() !== null };
};
const channelShown = () => screens.get(as)?.screen.channels.find(({ id }) => id === tab) ?? null;
const unreadOf = (id) => unreadIn(id, screens.get(id)?.screen.messages ?? []);
const messagesOf = (screen) => channelShown()?.messages ?? screen.messages;

function drawPeople() {
  renderPeople(byId('people'), { people, groups, handouts, teamId, as, unreadOf, onPick: (id) => go(id, tab) });
}

function draw() {
  const screen = screens.get(as)?.screen;
  if (screen && tab === 'messages' && !document.hidden) markRead(as, screen.messages);
  drawPeople();
  setText(byId('me'), people.find(({ id }) => id === as)?.name ?? '');
  if (!screen) return;
  const tabs = [
    { id: 'home', name: 'Home' },
    { id: 'messages', name: 'Messages' },
  ];
  renderTabs(byId('tabs'), {
    tabs: [...tabs, ...screen.channels.map(({ id, name }) => ({ id, name: `#${name}` }))],
    current: tab,
    onPick: (id) => go(as, id),
  });
  homePanel.hidden = tab !== 'home';
  messagesPanel.hidden = tab === 'home';
  byId('composer').hidden = tab === 'home';
  if (tab === 'home') renderHome(homePanel, screen.home, world());
  else renderConversation(messagesPanel, messagesOf(screen), world());
  composer.showFor(screen.person, channelShown());
  notice.hidden = !screen.notice;
  setText(notice, screen.notice ?? '');
  renderModals(modalLayer, client, screen.modals, world());
}

/** Shows this person and tab. Opening Home is something that the bot hears of, as in Slack. */
async function go(nextAs, nextTab) {
  const turn = ++goes;
  await sendTyped();
  const wanted = people.some(({ id }) => id === nextAs) ? nextAs : people[0].id;
  // Her screen first: the window must never show one person under the name of another.
  if (as !== wanted) await fetchScreen(wanted);
  if (turn !== goes) return;
  as = wanted;
  tab = nextTab ?? tab;
  writePlace({ as, tab });
  const person = people.find(({ id }) => id === as);
  document.title = `${person?.name ?? 'Rehearsal'} - ${app.name}`;
  draw();
  if (tab === 'home') await act(as, { do: 'openHome' });
}

listen({
  screen(userId, screen, order) {
    if ((screens.get(userId)?.order ?? 0) >= order) return;
    screens.set(userId, { screen, order });
    if (userId === as) draw();
    else drawPeople();
  },
  trouble: (isThere) => setText(byId('trouble'), isThere ? 'The rehearsal does not answer. Trying again…' : ''),
});

async function refreshPeople() {
  try {
    ({ app, teamId, people, groups, handouts } = await fetchPeople());
  } catch {
    return;
  }
  draw();
}

setText(byId('app-name'), app.name);
const wanted = readPlace();
await go(wanted.as ?? people[0]?.id, wanted.tab ?? 'messages');
if (!client.inert && tab !== 'home') composer.focus();
window.addEventListener('hashchange', () => {
  const next = readPlace();
  if (next.as && (next.as !== as || next.tab !== tab)) void go(next.as, next.tab ?? tab);
});
hearChanges(
  (heard) => {
    if (heard.people) void refreshPeople();
    for (const userId of heard.screens ?? []) void fetchScreen(userId);
  },
  () => refreshPeople().then(() => Promise.all(people.map(({ id }) => fetchScreen(id)))),
);
document.body.dataset.ready = 'true';
