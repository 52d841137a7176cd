import { momentWords } from '#copy/moments.ts';
import type { Span, Text } from '#copy/text.ts';

/** A piece of an Adaptive Card: an element, an action or a run of text. */
export type CardPart = Record<string, unknown> & { type: string };

/** How all runs of one text look. */
export type RunLook = Readonly<Record<string, unknown>>;

/**
 * Text as runs. A run shows its words letter by letter, which a TextBlock with its Markdown does not; a line break in it
 * is one in Teams too.
 * @param most so many characters at most; the span that does not fit is cut inside, so that no link is broken
 */
export function runs(text: Text, most: number, timeZone: string | null, look: RunLook = {}): CardPart[] {
  const parts: CardPart[] = [];
  let room = most;
  for (const span of text) {
    const words = wordsOf(span, timeZone);
    if (words === '') continue;
    if (room <= 0) break;
    parts.push({ ...run(cut(words, room), look), ...marks(span) });
    room -= words.length;
  }
  return parts;
}

/** Words as they are. */
export const run = (words: string, look: RunLook = {}): CardPart => ({
  type: 'TextRun',
  text: literal(words),
  ...look,
});

function wordsOf(span: Span, timeZone: string | null): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold;
  if ('link' in span) return span.link;
  return momentWords(span.at, timeZone);
}

function marks(span: Span): RunLook {
  if (typeof span === 'string' || 'at' in span) return {};
  return 'bold' in span ? { weight: 'bolder' } : { selectAction: { type: 'Action.OpenUrl', url: span.to } };
}

/** Cut at a length, with a mark that something is missing; never through a letter of two halves. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
}

/** "{{DATE(...)}}" is the one thing that a card computes in every text: an invisible joiner leaves it as it was written. */
export function literal(words: string): string {
  return words.replace(/\{(?=\{(?:DATE|TIME)\()/gi, '{\u2060');
}

/** For the few texts that are Markdown whatever one does: a backslash before each sign that means something there. */
export function escapeMarkdown(words: string): string {
  return literal(words)
    .replace(/[\\`*_[\]<>&~|]/g, '\\$&')
    .replace(/^(\s*)([-+#]|\d+(?=[.)]))/gm, (_all, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\u2060` : `${space}\\${sign}`,
    );
}
