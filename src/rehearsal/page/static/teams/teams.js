/** The Teams client of the page: the personal chat with the bot, a channel, dialogs. It shows and decides nothing. */
import { formatDay } from '../dates.js';
import { h, setText } from '../dom.js';
import { focusIsLost } from '../focus.js';
import { patchList } from '../patch.js';
import { renderTabs } from '../tabs.js';
import { themeNow, whenThemeChanges } from '../theme.js';
import { toast } from '../toast.js';
import { markRead, unreadIn } from '../unread.js';
import { makeAnswers } from './answers.js';
import { loadRenderer } from './card.js';
import { actInTeams, fetchTeamsScreen, listenToTeams } from './client.js';
import { makeTeamsComposer } from './composer.js';
import { makeDialog } from './dialog.js';
import { teamsMessage } from './message.js';

const CHAT = 'chat';
const AT_END_PX = 60;
const QUIET_MS = 500;

/** `personOf(id)`; `now()`; `configs` has a host configuration for light and one for dark; `changed()` after each screen. */
export function startTeams(side, { app, configs, personOf, now, changed }) {
  const screens = new Map();
  const dialogs = new Map();
  const tabs = new Map();
  const pressed = new Map();
  const likes = new Map();
  let as = null;
  let drawnFor = '';
  let quiet;
  let opener = null;
  let wasOpen = false;

  const tabList = h('div', { class: 'tabs', role: 'tablist', 'aria-label': `${app.name} in Teams` });
  const me = h('p', { class: 'me' });
  const log = h('ol', { class: 'log' });
  const scroll = h('div', { class: 'scroll', role: 'log', 'aria-label': 'Chat', tabindex: '0' }, log);
  const panel = h(
    'section',
    { id: 'teams-panel', class: 'panel messages', role: 'tabpanel', 'aria-label': 'Chat' },
    scroll,
  );
  const typing = h('p', { class: 'typing', role: 'status' });
  const addWords = h('p', {});
  const addButton = h('button', { type: 'button', class: 'button primary' }, 'Add');
  const add = h('div', { class: 'add', hidden: true }, addWords, addButton);
  const notice = h('p', { class: 'notice', role: 'alert', hidden: true });
  const answers = makeAnswers(() => ({ as, config: configs[themeNow()] }));
  const composer = makeTeamsComposer({ app, answers });
  const layer = h('div', { class: 'modals' });
  const client = h(
    'div',
    { class: 'window' },
    h(
      'header',
      { class: 'top' },
      h('span', { class: 'avatar app', 'aria-hidden': 'true' }, 'iQ'),
      h('h1', {}, app.name),
      tabList,
      me,
    ),
    panel,
    typing,
    notice,
    add,
    composer.node,
  );
  side.append(client, layer);
  addButton.addEventListener('click', async () => {
    const channel = channelShown();
    const { error } = await actInTeams(as, channel ? { do: 'installIn', channelId: channel.id } : { do: 'install' });
    if (error) toast(error);
    else if (focusIsLost()) composer.focus();
  });

  const tab = () => tabs.get(as) ?? CHAT;
  const channelShown = () => screens.get(as)?.screen.channels.find(({ id }) => id === tab()) ?? null;
  const readKey = (id) => `teams ${id}`;
  const stamped = (id) =>
    (screens.get(id)?.screen.messages ?? [])
      .filter(({ from }) => from !== id)
      .map(({ id: ts, from }) => ({ ts, from }));

  listenToTeams((id, screen, order) => {
    if ((screens.get(id)?.order ?? 0) >= order) return;
    screens.set(id, { screen, order });
    if (id === as) draw();
    changed();
  });
  whenThemeChanges(() => draw());

  function draw() {
    const screen = screens.get(as)?.screen;
    if (!screen || side.hidden) return;
    const theme = themeNow();
    const config = configs[theme];
    const channel = channelShown();
    if (!channel && !document.hidden) markRead(readKey(as), stamped(as));
    setText(me, screen.person.name);
    renderTabs(tabList, {
      tabs: [{ id: CHAT, name: 'Chat' }, ...screen.channels.map(({ id, name }) => ({ id, name }))],
      current: channel?.id ?? CHAT,
      panelOf: () => 'teams-panel',
      onPick(id) {
        tabs.set(as, id);
        draw();
      },
    });
    drawMessages(screen, channel, theme, config);
    const missing = channel ? !channel.botIn : !screen.installed;
    add.hidden = !missing;
    const where = channel ? `the team ${channel.teamName}` : 'your Teams';
    setText(addWords, `${app.name} is not in ${where} yet.`);
    setText(addButton, channel ? 'Add to the team' : 'Add');
    composer.node.hidden = missing;
    composer.showFor(as, channel);
    setText(typing, screen.typing && !channel ? `${app.name} is typing…` : '');
    const stray = screen.notice && !noticeOf(screen) ? screen.notice : '';
    notice.hidden = !stray || screen.dialog !== null;
    setText(notice, stray);
    drawDialog(screen, config, theme);
  }

  /** The message under which the client's words belong: the one that was pressed last. */
  const noticeOf = ({ messages, channels }) =>
    [...messages, ...channels.flatMap((one) => one.messages)].find(({ id }) => id === pressed.get(as))?.id ?? null;

  function drawMessages(screen, channel, theme, config) {
    const messages = channel ? byPost(channel.messages) : screen.messages;
    const timeZone = personOf(as)?.timeZone;
    const shownFor = `${as}/${channel?.id ?? CHAT}`;
    const isOther = drawnFor !== shownFor;
    const atEnd = isOther || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < AT_END_PX;
    const held = document.activeElement?.closest('.chat')?.dataset.message ?? null;
    if (isOther) startOver();
    drawnFor = shownFor;
    const under = screen.dialog ? null : noticeOf(screen);
    const world = {
      as,
      app,
      config,
      personOf,
      timeZone,
      onPressed: (id) => pressed.set(as, id),
      liked: (id) => likes.get(`${as}/${id}`),
      onLiked(id, reaction) {
        likes.set(`${as}/${id}`, reaction);
        draw();
      },
    };
    const items = [];
    let day = null;
    for (const message of messages) {
      const of = formatDay(Date.parse(message.at), timeZone, now());
      if (of !== day && !message.replyToId) items.push({ key: `day ${of}`, data: { day: of } });
      if (!message.replyToId) day = of;
      const words = message.id === under ? screen.notice : null;
      const data = { message, theme, notice: words, liked: likes.get(`${as}/${message.id}`) ?? null };
      items.push({ key: message.id, data });
    }
    patchList(log, items, ({ data }) =>
      data.day ? h('li', { class: 'day' }, h('span', {}, data.day)) : teamsMessage(data, world),
    );
    if (messages.length === 0) log.replaceChildren(welcome(channel));
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
    // The pressed button went away with the card that it stood in: the message that stands there now has the focus.
    if (held !== null && focusIsLost())
      log.querySelector(`[data-message="${held}"] article`)?.focus({ preventScroll: true });
  }

  function startOver() {
    scroll.setAttribute('aria-live', 'off');
    clearTimeout(quiet);
    quiet = setTimeout(() => scroll.setAttribute('aria-live', 'polite'), QUIET_MS);
    log.replaceChildren();
  }

  const welcome = (channel) =>
    h(
      'li',
      { class: 'welcome' },
      h('span', { class: 'avatar app', 'aria-hidden': 'true' }, 'iQ'),
      h('h2', {}, channel ? `${channel.teamName}, ${channel.name}` : app.name),
      h(
        'p',
        {},
        channel
          ? 'Nothing was written here yet.'
          : 'This is your chat with the app in Teams. Write “request” to ask for a role, or ask a question.',
      ),
    );

  function drawDialog(screen, config, theme) {
    for (const [id, { node }] of dialogs) if (id !== as) node.remove();
    const open = screen.dialog !== null;
    if (open && !wasOpen) opener = document.activeElement;
    if (open && !dialogs.has(as)) dialogs.set(as, makeDialog(as));
    const dialog = dialogs.get(as);
    if (dialog && open && !dialog.node.isConnected) layer.append(dialog.node);
    layer.classList.toggle('open', open);
    client.inert = open;
    dialog?.show(screen.dialog, config, theme);
    if (!open && wasOpen && focusIsLost()) {
      if (opener?.isConnected && !opener.closest('[inert]')) opener.focus();
      else composer.focus();
    }
    wasOpen = open;
  }

  return {
    /** Shows this person's Teams. */
    async show(id) {
      await loadRenderer();
      if (!screens.has(id) || id !== as) await fetchTeamsScreen(id);
      as = id;
    },
    draw,
    hear: (ids) => Promise.all(ids.map(fetchTeamsScreen)),
    unreadOf: (id) => unreadIn(readKey(id), stamped(id)),
    focus: () => composer.node.checkVisibility() && composer.focus(),
  };
}

/** Posts of a channel in order, each with its answers under it. */
function byPost(messages) {
  const posts = messages.filter(({ replyToId }) => !replyToId);
  const conversation = ({ conversationId }) => conversationId;
  const known = new Set(posts.map(conversation));
  const answersOf = (post) => messages.filter((one) => one.replyToId && conversation(one) === conversation(post));
  const others = messages.filter((one) => one.replyToId && !known.has(conversation(one)));
  return [...posts.flatMap((post) => [post, ...answersOf(post)]), ...others];
}
