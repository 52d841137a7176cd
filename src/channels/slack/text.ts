/** A piece of Block Kit. */
export type SlackBlock = Record<string, unknown> & { type: string };

/** Plain text cut to Slack's length, never empty. */
export function plainText(text: string, most: number): SlackBlock {
  return { type: 'plain_text', text: cut(text, most) || ' ' };
}

/** Cut at a length, with a mark that something is missing. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Slack's three control characters. */
export function escapeMarks(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
