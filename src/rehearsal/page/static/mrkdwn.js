/**
 * Slack's mrkdwn as a tree of plain objects. Pure: no DOM here, so that it can be tested, and no HTML anywhere, so that
 * nothing a person writes can become markup. show-text.js turns the tree into DOM nodes.
 */
import { EMOJI } from './emoji.js';

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' };
const WORD = /[\p{L}\p{N}]/u;
const URL_START = /^https?:\/\/[^\s<>|]+/;

/** `verbatim`, as the bot may set it on a text: an address that is no marked link stays plain text. */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  // Splitting by a captured group puts the fenced parts at the odd places.
  return text.split(/```([\s\S]+?)```/).flatMap((part, place) => {
    if (place % 2 === 1) return [{ type: 'pre', text: unescapeText(part.replace(/^\n|\n$/g, '')) }];
    return parseLines(part, verbatim);
  });
}

/** Text of a plain_text object: line breaks and emoji only. */
export function parsePlain(text) {
  return text.split('\n').flatMap((line, at) => {
    const nodes = line.split(/(:[a-z0-9_+-]+:)/).flatMap((part) => emojiOrText(part));
    return at === 0 ? nodes : [{ type: 'break' }, ...nodes];
  });
}

function unescapeText(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function parseLines(text, verbatim) {
  const out = [];
  let quote = null;
  for (const [at, line] of text.split('\n').entries()) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (quoted) {
      if (quote) quote.children.push({ type: 'break' });
      else {
        quote = { type: 'quote', children: [] };
        out.push(quote);
      }
      quote.children.push(...parseInline(quoted[1], verbatim));
    } else {
      if (at > 0 && !quote) out.push({ type: 'break' });
      quote = null;
      out.push(...parseInline(line, verbatim));
    }
  }
  return out;
}

function parseInline(line, verbatim) {
  const out = [];
  let plain = '';
  let at = 0;
  const put = (node, length) => {
    if (plain) out.push({ type: 'text', text: unescapeText(plain) });
    plain = '';
    out.push(node);
    at += length;
  };
  while (at < line.length) {
    const rest = line.slice(at);
    const found =
      code(rest) ??
      entity(rest) ??
      emphasis(line, at, verbatim) ??
      emoji(rest) ??
      (verbatim ? null : bareUrl(line, at));
    if (found) put(found.node, found.length);
    else plain += line[at++];
  }
  if (plain) out.push({ type: 'text', text: unescapeText(plain) });
  return out;
}

function code(rest) {
  const match = /^`([^`]+)`/.exec(rest);
  return match && { node: { type: 'code', text: unescapeText(match[1]) }, length: match[0].length };
}

function entity(rest) {
  const match = /^<([^<>]+)>/.exec(rest);
  const node = match && readEntity(match[1]);
  return node && { node, length: match[0].length };
}

/** null for what is no entity of Slack's: it then stays as it was written. */
function readEntity(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inside.slice(bar + 1));
  if (/^@[UW]/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  const date = /^!date\^(-?\d+)\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date) return { type: 'date', at: Number(date[1]), format: date[2], url: date[3] ?? null, fallback: label ?? '' };
  if (target.startsWith('!')) return { type: 'broadcast', name: label ?? target.slice(1).replace(/^subteam\^/, '') };
  if (!/^[a-z][a-z0-9+.-]*:\S/i.test(target)) return null;
  const url = unescapeText(target);
  return { type: 'link', url, text: label ?? url.replace(/^mailto:/, '') };
}

function emphasis(line, at, verbatim) {
  const mark = line[at];
  if (!Object.hasOwn(MARKS, mark)) return null;
  if (at > 0 && WORD.test(line[at - 1])) return null;
  const end = closing(line, at + 1, mark);
  if (end < 0) return null;
  return {
    node: { type: MARKS[mark], children: parseInline(line.slice(at + 1, end), verbatim) },
    length: end + 1 - at,
  };
}

/** Where the mark closes: after a character that is no space, not inside a word, code or link. */
function closing(line, from, mark) {
  if (from >= line.length || /\s/.test(line[from]) || line[from] === mark) return -1;
  for (let at = from; at < line.length; at++) {
    const skipped = /^(`[^`]+`|<[^<>]+>)/.exec(line.slice(at));
    if (skipped) at += skipped[0].length - 1;
    else if (line[at] === mark && !/\s/.test(line[at - 1]) && !WORD.test(line[at + 1] ?? ' ')) return at;
  }
  return -1;
}

function emoji(rest) {
  const match = /^:([a-z0-9_+-]+):/.exec(rest);
  if (!match || !Object.hasOwn(EMOJI, match[1])) return null;
  return { node: { type: 'emoji', name: match[1], text: EMOJI[match[1]] }, length: match[0].length };
}

function emojiOrText(part) {
  if (part === '') return [];
  return [emoji(part)?.node ?? { type: 'text', text: part }];
}

function bareUrl(line, at) {
  if (at > 0 && WORD.test(line[at - 1])) return null;
  const match = URL_START.exec(line.slice(at));
  if (!match) return null;
  const shown = match[0].replace(/[.,;:!?)*_~'"]+$/, '');
  return { node: { type: 'link', url: unescapeText(shown), text: unescapeText(shown) }, length: shown.length };
}
