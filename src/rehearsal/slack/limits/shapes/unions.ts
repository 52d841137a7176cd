/** All shapes under their names, and which shape an object has by its `type`. */
import { BLOCKS } from './blocks.ts';
import { ELEMENTS } from './elements.ts';
import { OBJECTS } from './objects.ts';
import { INLINES, RICH_TEXT } from './rich-text.ts';
import type { Shapes } from './shape.ts';

export const SHAPES: Shapes = { ...BLOCKS, ...ELEMENTS, ...OBJECTS, ...RICH_TEXT, ...INLINES };

/** Shape names by `type`, for each union. */
export const UNIONS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  block: named(Object.keys(BLOCKS)),
  element: new Map([...named(Object.keys(ELEMENTS)), ['image', 'image-element']]),
  'context-element': new Map([...named(['plain_text', 'mrkdwn']), ['image', 'image-element']]),
  text: named(['plain_text', 'mrkdwn']),
  plain: named(['plain_text', 'mrkdwn']),
  cell: named(['raw_text', 'raw_number', 'rich_text']),
  rich: named(Object.keys(RICH_TEXT)),
  inline: new Map(Object.keys(INLINES).map((name) => [name.slice('inline-'.length), name])),
};

function named(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, name]));
}
