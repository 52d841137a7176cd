import { storable } from '#domain/storable.ts';

/** Reads JSON that came from outside, with every text in it as it can be kept. @throws SyntaxError when it is none */
export function readJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}
