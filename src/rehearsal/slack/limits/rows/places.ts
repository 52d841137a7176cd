/** What stands where: blocks on surfaces, elements in blocks, blocks in blocks; and the shape of every object.
 *  https://docs.slack.dev/reference/block-kit/blocks */
import { objectsIn, textOf } from '../../json.ts';
import { BLOCKS_PAGE, blockPage, objectPage } from '../pages.ts';
import type { LimitRow, Surface, Way } from '../row.ts';
import { block, element, home, message, modal, mrkdwn } from '../samples.ts';
import { BLOCKS } from '../shapes/blocks.ts';
import { UNIONS } from '../shapes/unions.ts';
import { BLOCKS_IN, ELEMENTS_IN, SURFACES } from '../surfaces.ts';
import { type Fault, faultOf } from '../walk.ts';

const IN = { modal, home, message };

export const PLACE_ROWS: readonly LimitRow[] = [
  ...Object.entries(SURFACES).flatMap(([type, allowed]) => surfaceRow(type, allowed) ?? []),
  {
    id: 'element-in-block',
    what: 'an element stands only in the blocks that take it',
    source: blockPage('actions'),
    error: null,
    by: 'modal',
    accepted: () => modal([block('section', { accessory: element('button') })]),
    refused: () => modal([block('actions', { elements: [element('plain_text_input')] })]),
    kinds: Object.keys(ELEMENTS_IN),
    check: ({ value, kind }) => {
      const held = [value.element, value.accessory, objectsIn(value.elements), objectsIn(value.actions)].flat();
      const known = objectsIn(held).filter(({ type }) => UNIONS.element?.has(String(type)));
      const other = known.find(({ type }) => !ELEMENTS_IN[kind]?.includes(String(type)));
      return other ? `${kind} does not take ${other.type}` : null;
    },
  },
  {
    id: 'block-in-block',
    what: 'a carousel holds cards, a plan tasks, a container the blocks of its page',
    source: blockPage('container'),
    error: null,
    by: 'message',
    accepted: () => message([block('container', { child_blocks: [block('table')] })]),
    refused: () => message([block('container', { child_blocks: [block('card')] })]),
    kinds: Object.keys(BLOCKS_IN),
    check: ({ value, kind }) => {
      const held = [value.elements, value.child_blocks, value.tasks].flatMap(objectsIn);
      const known = held.filter(({ type }) => UNIONS.block?.has(String(type)));
      const other = known.find(({ type }) => !BLOCKS_IN[kind]?.includes(String(type)));
      return other ? `${kind} does not take ${other.type}` : null;
    },
  },
  shapeRow('known-keys', 'unknown-key', 'no object has a field that its page does not name', { colour: 'red' }),
  shapeRow('needed-fields', 'missing-field', 'every object has the fields that its page requires', {
    text: { type: 'mrkdwn' },
  }),
  shapeRow('right-types', 'wrong-type', 'every field has the type that its page says', { expand: 'yes' }),
  shapeRow('known-types', 'unknown-type', 'every block, element and text is of a type that is documented', {
    accessory: { type: 'slider' },
  }),
  {
    ...shapeRow('plain-text-only', 'not-plain', 'plain_text where only plain_text is allowed', {}),
    source: objectPage('text'),
    accepted: () => modal([block('header')]),
    refused: () => modal([block('header', { text: mrkdwn('*Heading*') })]),
  },
];

// One row a block type that is not shown everywhere: accepted where it is shown, refused where it is not.
function surfaceRow(type: string, allowed: readonly Surface[]): LimitRow | null {
  const [shown] = allowed;
  const hidden = (['modal', 'home', 'message'] as const).find((surface) => !allowed.includes(surface));
  if (hidden === undefined) return null;
  return {
    id: `${type.replaceAll('_', '-')}-surfaces`,
    what: `a ${type} block is shown in: ${allowed.join(', ') || 'nothing that an app sends'}`,
    source: blockPage(type.replaceAll('_', '-')),
    error: null,
    by: hidden,
    acceptedBy: shown ?? hidden,
    accepted: () => IN[shown ?? hidden]([shown === undefined ? block('divider') : block(type)]),
    refused: () => IN[hidden]([block(type)]),
    kinds: [type],
    check: ({ way }) => (allowed.includes(surfaceOf(way)) ? null : `${type} is not shown in a ${surfaceOf(way)}`),
  };
}

function surfaceOf(way: Way): Surface {
  return way === 'modal' || way === 'home' ? way : 'message';
}

function shapeRow(id: string, fault: Fault, what: string, fields: Parameters<typeof modal>[1]): LimitRow {
  return {
    id,
    what,
    source: BLOCKS_PAGE,
    error: null,
    by: 'modal',
    accepted: () =>
      modal(
        Object.keys(BLOCKS)
          .filter((type) => SURFACES[type]?.includes('modal'))
          .map((type) => block(type)),
      ),
    refused: () => modal([block('section', fields)]),
    kinds: ['fault'],
    check: (part) => (faultOf(part) === fault ? textOf(part.value.detail) : null),
  };
}
