/** One message of the conversation: who, when, what, and whether it was edited or is for this person's eyes only. */
import { renderBlocks } from './blocks/render-blocks.js';
import { formatTime } from './dates.js';
import { h, icon } from './dom.js';
import { avatar } from './person-marks.js';
import { showMrkdwn } from './show-text.js';
import { makeSurface } from './surface.js';

/** data: {message, compact}. `world` knows the app, the people and who is reading. */
export function messageNode(data, world) {
  const { message } = data;
  const author = authorOf(message, world);
  const at = Number(message.ts) * 1000;
  const time = h('time', { datetime: new Date(at).toISOString() }, formatTime(at, world.reader.timeZone));
  const body = h('div', { class: 'blocks' });
  const edited = h('span', { class: 'edited' }, '(edited)');
  const node = h(
    'li',
    { class: 'message', 'data-ts': message.ts },
    h(
      'article',
      { 'aria-label': `${author.name}, ${time.textContent}` },
      author.avatar,
      h(
        'div',
        { class: 'content' },
        message.ephemeral ? h('p', { class: 'only-you' }, icon('eye'), 'Only visible to you') : null,
        h(
          'p',
          { class: 'byline' },
          h('strong', {}, author.name),
          author.isBot ? h('span', { class: 'badge' }, 'App') : null,
          time,
        ),
        message.threadTs && message.threadTs !== message.ts ? h('p', { class: 'thread' }, 'replied in a thread') : null,
        body,
        edited,
      ),
    ),
  );
  const surface = makeSurface({
    as: world.as,
    place: { surface: 'message', ts: message.ts },
    name: `${message.channel}/${message.ts}`,
    reader: world.reader,
  });
  node.patchWith = (next) => {
    fill(next);
    return true;
  };

  function fill({ message: shown, compact }) {
    node.classList.toggle('compact', compact);
    node.classList.toggle('private', shown.ephemeral);
    edited.hidden = !shown.edited;
    // A message without blocks is its text; it is drawn through the same road, so that an edit patches it in place.
    if (shown.blocks.length > 0) renderBlocks(body, shown.blocks, surface);
    else body.replaceChildren(h('div', { class: 'block text' }, showMrkdwn(shown.text, world.reader)));
  }

  fill(data);
  return node;
}

function authorOf(message, { app, people }) {
  if (message.from === 'bot' || message.from === app.id) {
    return { isBot: true, name: app.name, avatar: h('span', { class: 'avatar app', 'aria-hidden': 'true' }, 'iQ') };
  }
  const person = people.find(({ id }) => id === message.from) ?? { id: message.from, name: message.from };
  return { isBot: false, name: person.name, avatar: avatar(person) };
}
