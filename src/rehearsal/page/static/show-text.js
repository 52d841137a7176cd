/** Text objects of Slack (plain_text, mrkdwn) as DOM nodes. */
import { formatDate } from './dates.js';
import { h } from './dom.js';
import { parseMrkdwn, parsePlain } from './mrkdwn.js';
import { tellWhereItLeads } from './toast.js';

/** `reader` knows the names of people and the time zone of whoever reads. */
export function showText(object, reader) {
  if (!object || typeof object.text !== 'string') return [];
  const pieces = object.type === 'mrkdwn' ? parseMrkdwn(object.text, object) : parsePlain(object.text);
  return showPieces(pieces, reader);
}

export function showMrkdwn(text, reader) {
  return showPieces(parseMrkdwn(text), reader);
}

/** The text as a screen reader or a list filter wants it: no marks, no links. */
export function wordsOf(object, reader) {
  return showText(object, reader)
    .map((node) => node.textContent)
    .join('');
}

export function showPieces(pieces, reader) {
  return pieces.map((piece) => showPiece(piece, reader));
}

function showPiece(piece, reader) {
  switch (piece.type) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'break':
      return h('br');
    case 'bold':
      return h('strong', {}, showPieces(piece.children, reader));
    case 'italic':
      return h('em', {}, showPieces(piece.children, reader));
    case 'strike':
      return h('s', {}, showPieces(piece.children, reader));
    case 'quote':
      return h('blockquote', {}, showPieces(piece.children, reader));
    case 'code':
      return h('code', {}, piece.text);
    case 'pre':
      return h('pre', {}, piece.text);
    case 'emoji':
      return h('span', { class: 'emoji', role: 'img', 'aria-label': piece.name.replaceAll('_', ' ') }, piece.text);
    case 'link':
      return link(piece.url, piece.text);
    case 'user':
      return h('span', { class: 'mention' }, `@${reader.nameOf(piece.id) ?? piece.label ?? piece.id}`);
    case 'channel':
      return h('span', { class: 'mention' }, `#${piece.label ?? piece.id}`);
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${piece.name.replace(/^@/, '')}`);
    case 'date': {
      const shown =
        formatDate(piece.at, piece.format, { timeZone: reader.timeZone, now: reader.now?.() }) ?? piece.fallback;
      return piece.url ? link(piece.url, shown) : h('time', { title: piece.fallback }, shown);
    }
    default:
      return h('span', { class: 'cannot-show' }, `Cannot show this: ${JSON.stringify(piece)}`);
  }
}

/** A link that opens nothing, because nothing leaves this computer: pressing it says where Slack would lead. */
function link(url, text) {
  const lead = () => tellWhereItLeads(url);
  const onkeydown = (event) => event.key === 'Enter' && lead();
  return h('a', { role: 'link', tabindex: '0', title: url, 'data-url': url, onclick: lead, onkeydown }, text);
}
