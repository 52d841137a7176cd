/** Types of mrkdwn.js for the tests. */
export interface Piece {
  type: string;
  text?: string;
  children?: Piece[];
  [key: string]: unknown;
}
export function parseMrkdwn(text: string, options?: { verbatim?: boolean }): Piece[];
export function parsePlain(text: string): Piece[];
