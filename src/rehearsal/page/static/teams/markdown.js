/**
 * The few marks of Markdown that a card's text can carry, as HTML for Microsoft's renderer: bold, italic, links, and
 * backslashes before signs that mean nothing. Everything else stays as it is written. Pure.
 */

const HTML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Escaped signs wait behind letters of a private area while the marks are read. */
const FIRST = 0xe000;

export function htmlOfMarkdown(text) {
  const safe = text
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, sign) => String.fromCharCode(FIRST + sign.charCodeAt(0)))
    .replace(/[&<>"]/g, (sign) => HTML[sign]);
  const marked = safe
    .replace(/\[([^\]]+)\]\((https?:[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|\W)_(\S(?:.*?\S)?)_(?=\W|$)/g, '$1<em>$2</em>')
    .replace(/\r?\n/g, '<br>');
  return marked.replace(/[\ue000-\ue07f]/g, (letter) => {
    const sign = String.fromCharCode(letter.charCodeAt(0) - FIRST);
    return HTML[sign] ?? sign;
  });
}
