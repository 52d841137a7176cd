/** rich_text: sections, lists, quotes and preformatted text, through the same pieces as mrkdwn. */
import { h } from '../dom.js';
import { EMOJI } from '../emoji.js';
import { showPieces } from '../show-text.js';
import { cannotShow } from './cannot-show.js';

export function richText(block, { reader }) {
  return h(
    'div',
    { class: 'block rich-text text' },
    block.elements.map((element) => part(element, reader)),
  );
}

function part(element, reader) {
  const inline = () => element.elements.flatMap((piece) => inlineNodes(piece, reader));
  switch (element.type) {
    case 'rich_text_section':
      return h('div', {}, inline());
    case 'rich_text_quote':
      return h('blockquote', {}, inline());
    case 'rich_text_preformatted':
      return h('pre', {}, inline());
    case 'rich_text_list': {
      const items = element.elements.map((item) => h('li', {}, part(item, reader)));
      const list = h(element.style === 'ordered' ? 'ol' : 'ul', { class: `indent-${element.indent ?? 0}` }, items);
      if (element.offset) list.setAttribute('start', String(element.offset + 1));
      return list;
    }
    default:
      return cannotShow(element);
  }
}

function inlineNodes(element, reader) {
  const pieces = piecesOf(element);
  return pieces ? showPieces(styled(pieces, element.style ?? {}), reader) : [cannotShow(element)];
}

function piecesOf(element) {
  switch (element.type) {
    case 'text':
      return element.text
        .split('\n')
        .flatMap((text, at) => (at === 0 ? [] : [{ type: 'break' }]).concat({ type: 'text', text }));
    case 'link':
      return [{ type: 'link', url: element.url, text: element.text ?? element.url }];
    case 'user':
      return [{ type: 'user', id: element.user_id }];
    case 'channel':
      return [{ type: 'channel', id: element.channel_id }];
    case 'broadcast':
      return [{ type: 'broadcast', name: element.range }];
    case 'date':
      return [
        {
          type: 'date',
          at: element.timestamp,
          format: element.format,
          url: element.url,
          fallback: element.fallback ?? '',
        },
      ];
    case 'emoji':
      return [{ type: 'emoji', name: element.name, text: EMOJI[element.name] ?? `:${element.name}:` }];
    default:
      return null;
  }
}

function styled(pieces, style) {
  let out = style.code ? [{ type: 'code', text: pieces.map(({ text }) => text ?? '').join('') }] : pieces;
  for (const name of ['bold', 'italic', 'strike']) if (style[name]) out = [{ type: name, children: out }];
  return out;
}
