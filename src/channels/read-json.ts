import { storable } from '#domain/storable.ts';

/** A form of Slack is eight levels deep, a card of Teams a dozen. */
const mostDepth = 40;

/**
 * Reads JSON that came from outside, with every text in it as it can be kept.
 * @throws SyntaxError when it is none, or deeper than anything that a platform sends
 */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('too deep');
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

/** Looked at before it is read: reading goes as deep as the text does. Brackets in texts don't count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > mostDepth) return true;
  }
  return false;
}
