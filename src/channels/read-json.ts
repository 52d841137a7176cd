import { storable } from '#domain/storable.ts';

/** A form of Slack is eight levels deep, a card of Teams a dozen. */
const mostDepth = 40;

/** Escapes that stand for what no database keeps: a null character, or half of a surrogate pair (or both halves of one). */
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON that came from outside, with every text in it as it can be kept. What holds no such character is read without
 * looking at each text, in a seventh of the time; in JSON they only come as escapes, or as a broken encoding.
 * @throws SyntaxError when it is none, or deeper than anything that a platform sends
 */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('too deep');
  if (text.isWellFormed() && !mayBeUnstorable.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

const codes = { quote: 34, backslash: 92, list: 91, listEnd: 93, object: 123, objectEnd: 125 } as const;

/** Looked at before it is read: reading goes as deep as the text does. Brackets in texts don't count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === codes.backslash) at += 1;
      else if (char === codes.quote) quoted = false;
    } else if (char === codes.quote) quoted = true;
    else if (char === codes.object || char === codes.list) depth += 1;
    else if (char === codes.objectEnd || char === codes.listEnd) depth -= 1;
    if (depth > mostDepth) return true;
  }
  return false;
}
