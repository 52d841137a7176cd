/** The rehearsal page: puts what the chosen person sees on the screen and keeps it fresh. */
import { startChooser } from './chooser.js';
import { act, fetchPeople, fetchScreen, hearChanges, listen } from './client.js';
import { now, startClock } from './clock.js';
import { makeComposer } from './composer.js';
import { renderConversation } from './conversation.js';
import { formatDay } from './dates.js';
import { setText } from './dom.js';
import { renderHome } from './home.js';
import { renderModals } from './modals.js';
import { renderPeople } from './people-list.js';
import { readPlace, writePlace } from './place-in-hash.js';
import { renderTabs } from './tabs.js';
import { startTeams } from './teams/teams.js';
import { startTheme } from './theme.js';
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
const [slackSide, teamsSide] = ['slack', 'teams'].map(byId);

startTheme(byId('theme'));
let { app, teamId, people, groups, handouts, teams: configs, clock: serverClock, operatorUrl } = await fetchPeople();
if (operatorUrl) {
  byId('operator').hidden = false;
  byId('operator').querySelector('a').href = operatorUrl;
}
let as = null;
let tab = 'messages';
/** Where one is: 'slack' or 'teams'. */
let on = 'slack';
/** Where one is going; a second click counts from there, not from what is still shown. */
let next = { as, tab, on };
let goes = 0;
/** The newest screen of each person that was shown, with its place in the server's order. */
const screens = new Map();
const me = () => people.find(({ id }) => id === as);
const personOf = (id) => people.find((one) => one.id === id);
const teams = configs ? startTeams(teamsSide, { app, configs, personOf, now, changed: () => drawPeople() }) : null;
const composer = makeComposer(byId('composer'), { app });
const chooser = startChooser({
  button: byId('choose'),
  chooser: byId('chooser'),
  main: byId('main'),
  skip: byId('skip'),
});
/** The day of the reader, which says what is "today" on the screen. */
const today = () => formatDay(now(), me()?.timeZone, 0);
let drawnOn = null;
const clock = startClock(byId('clock'), {
  who: () => me() ?? people[0],
  changed: () => drawnOn !== null && drawnOn !== today() && draw(),
});

const world = () => {
  const nameOf = (id) => (id === app.id ? app.name : people.find((one) => one.id === id)?.name);
  const reader = { nameOf, timeZone: me()?.timeZone, now };
  const inChannel = channelShown() !== null;
  const onCommand = () => composer.write(app.command);
  return { app, people, as, reader, today: today(), conversation: `${as}/${tab}/${today()}`, inChannel, onCommand };
};
const channelShown = () => screens.get(as)?.screen.channels.find(({ id }) => id === tab) ?? null;
const unreadOf = (id) => unreadIn(id, screens.get(id)?.screen.messages ?? []);
const unreadAnywhere = (id) => unreadOf(id) + (teams?.unreadOf(id) ?? 0);
const messagesOf = (screen) => channelShown()?.messages ?? screen.messages;

function drawPeople() {
  if (teams && as) drawPlatforms();
  renderPeople(byId('people'), {
    people,
    groups,
    handouts,
    teamId,
    as,
    unreadOf: unreadAnywhere,
    onPick: (id) => go(id, next.tab),
  });
}

/** The switch between the platforms, for those who are on both. */
function drawPlatforms() {
  const { inSlack = true, inTeams = false } = me() ?? {};
  const tabs = [
    ...(inSlack ? [{ id: 'slack', name: 'Slack', unread: on === 'slack' ? 0 : unreadOf(as) }] : []),
    ...(inTeams ? [{ id: 'teams', name: 'Teams', unread: on === 'teams' ? 0 : teams.unreadOf(as) }] : []),
  ];
  byId('platforms').hidden = !inTeams;
  renderTabs(byId('platforms'), {
    tabs,
    current: on,
    panelOf: (id) => id,
    onPick: (id) => go(next.as, next.tab, id),
  });
  slackSide.hidden = on !== 'slack';
  teamsSide.hidden = on !== 'teams';
}

function draw() {
  if (teams) drawPlatforms();
  if (on === 'teams') {
    drawPeople();
    return teams.draw();
  }
  const screen = screens.get(as)?.screen;
  if (screen && tab === 'messages' && !document.hidden) markRead(as, screen.messages);
  drawPeople();
  setText(byId('me'), me()?.name ?? '');
  if (!screen) return;
  drawnOn = today();
  const tabs = [
    { id: 'home', name: 'Home' },
    { id: 'messages', name: 'Messages', unread: unreadOf(as) },
  ];
  renderTabs(byId('tabs'), {
    tabs: [...tabs, ...screen.channels.map(({ id, name }) => ({ id, name: `#${name}` }))],
    current: tab,
    onPick: (id) => go(next.as, id),
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
async function go(nextAs, nextTab, nextOn = next.on) {
  const turn = ++goes;
  const person = personOf(nextAs) ?? people[0];
  const wanted = person.id;
  const goesToTeams = teams !== null && person.inTeams && (nextOn === 'teams' || !person.inSlack);
  next = { as: wanted, tab: nextTab, on: nextOn };
  await sendTyped();
  // Her screen first: the window must never show one person under the name of another.
  if (goesToTeams) await teams.show(wanted);
  else if (as !== wanted || on === 'teams') await fetchScreen(wanted);
  if (turn !== goes) return;
  as = wanted;
  tab = nextTab;
  on = goesToTeams ? 'teams' : 'slack';
  writePlace({ as, tab, on });
  document.title = `${me()?.name ?? 'Rehearsal'} - ${app.name}`;
  clock.draw();
  draw();
  chooser.picked(me());
  if (tab === 'home' && on === 'slack') await act(as, { do: 'openHome' });
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

/** Her screens on both, as far as she is there. */
const fetchAll = ({ id, inSlack, inTeams }) =>
  Promise.all([inSlack ? fetchScreen(id) : null, inTeams ? teams?.hear([id]) : null]);

async function refreshPeople() {
  try {
    ({ app, teamId, people, groups, handouts, clock: serverClock } = await fetchPeople());
    clock.set(serverClock?.now ?? null);
  } catch {
    return;
  }
  draw();
}

setText(byId('app-name'), app.name);
clock.set(serverClock?.now ?? null);
const wanted = readPlace();
await go(wanted.as ?? people[0]?.id, wanted.tab ?? 'messages', wanted.on ?? 'slack');
if (on === 'teams') teams.focus();
else if (!client.inert && tab !== 'home') composer.focus();
window.addEventListener('hashchange', () => {
  const place = readPlace();
  const placed = { as: place.as, tab: place.tab ?? tab, on: place.on ?? 'slack' };
  if (placed.as && (placed.as !== as || placed.tab !== tab || placed.on !== on))
    void go(placed.as, placed.tab, placed.on);
});
hearChanges(
  (heard) => {
    if (heard.people) void refreshPeople();
    if (heard.clock) clock.set(heard.clock);
    for (const userId of heard.screens ?? []) void fetchScreen(userId);
    void teams?.hear(heard.teams ?? []);
  },
  () => refreshPeople().then(() => Promise.all([...people.map(fetchAll)])),
);
document.body.dataset.ready = 'true';
