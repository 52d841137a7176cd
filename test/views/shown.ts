/** What a person finds on either platform: the buttons, the fields and the words, read back from what was rendered. */

export interface ShownButton {
  action: string;
  value: string | undefined;
  label: string;
  look: string | undefined;
  /** What is asked first, and what the answer that counts is called. */
  asks: string | undefined;
}

export interface ShownField {
  id: string;
  kind: string;
  options: string[];
  starts: string[];
  most: number | undefined;
}

export interface Read {
  buttons: ShownButton[];
  fields: ShownField[];
  /** Each piece of text, in the order of the blocks. */
  words: string[];
}

export type Json = { [key: string]: unknown };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Without line breaks, marks of cutting and signs that one platform replaces: what is left are the same letters. */
export function bare(words: string): string {
  return words
    .replace(/[\u2060*∗_`ˋ~∼…]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
