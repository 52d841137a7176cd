/** One message of a Teams chat: the bot's with its cards on the left, one's own on the right. */
import { formatTime } from '../dates.js';
import { h } from '../dom.js';
import { avatar } from '../person-marks.js';
import { drawCard } from './card.js';
import { actInTeams, askTeams, pressInTeams } from './client.js';
import { htmlOfMarkdown } from './markdown.js';

/** data: {message, notice, theme}. */
export function teamsMessage({ message, notice }, world) {
  const isBot = message.from === 'bot';
  const isMine = message.from === world.as;
  const author = world.personOf(message.from);
  const name = isBot ? world.app.name : (author?.name ?? message.from);
  const at = Date.parse(message.at);
  const time = h('time', { datetime: message.at }, formatTime(at, world.timeZone));
  const face = isBot
    ? h('span', { class: 'avatar app', 'aria-hidden': 'true' }, 'iQ')
    : avatar(author ?? { id: message.from, name });
  return h(
    'li',
    { class: `chat ${isMine ? 'mine' : 'theirs'}${message.replyToId ? ' reply' : ''}`, 'data-message': message.id },
    h(
      'article',
      { 'aria-label': `${name}, ${time.textContent}`, tabindex: '-1' },
      isMine ? null : face,
      h(
        'div',
        { class: 'content' },
        h(
          'p',
          { class: 'byline' },
          isMine ? null : h('strong', {}, name),
          time,
          message.edited ? h('span', { class: 'edited' }, 'Edited') : null,
        ),
        words(message, isBot),
        message.cards.map((card) => h('div', { class: 'card' }, cardNode(card, message, world))),
        notice ? h('p', { class: 'answer', role: 'status' }, notice) : null,
        suggested(message, world),
        thumbs(message, world),
      ),
    ),
  );
}

function words({ text, textFormat, conversationId }, isBot) {
  if (!text) return null;
  const mention = !isBot && conversationId.startsWith('19:');
  const node = h('div', { class: 'bubble' });
  if (textFormat === 'markdown') node.append(...fragment(htmlOfMarkdown(text)));
  else node.append(...(mention ? [h('strong', { class: 'mention' }, '@iQIES Help'), ' ', text] : [text]));
  return node;
}

/** The letters that people wrote are escaped in it; parsing runs no script. */
const fragment = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes];

function cardNode(card, message, { as, config, onPressed }) {
  const press = (button, inputs) => {
    onPressed(message.id);
    return pressInTeams(as, { surface: 'message', messageId: message.id, ...button }, inputs);
  };
  const find = (inputId, query) => askTeams(as, { do: 'search', inputId, query, messageId: message.id });
  return drawCard(card, { config, press, find }).node;
}

function suggested({ suggestedActions }, { as }) {
  if (suggestedActions.length === 0) return null;
  const say = (text) => actInTeams(as, { do: 'say', text });
  return h(
    'p',
    { class: 'suggested' },
    suggestedActions.map(({ title, value }) =>
      h('button', { type: 'button', class: 'button', onclick: () => say(String(value)) }, String(title)),
    ),
  );
}

function thumbs({ id, activity }, { as, liked, onLiked }) {
  const data = activity?.channelData;
  if (!data?.feedbackLoop && !data?.feedbackLoopEnabled) return null;
  const button = (reaction, sign, label) =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        'aria-pressed': liked(id) === reaction ? 'true' : 'false',
        onclick() {
          onLiked(id, reaction);
          void actInTeams(as, { do: 'feedback', messageId: id, reaction });
        },
      },
      sign,
    );
  return h('p', { class: 'thumbs' }, button('like', '👍', 'Helpful'), button('dislike', '👎', 'Not helpful'));
}
