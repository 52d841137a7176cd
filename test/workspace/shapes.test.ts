import { expect, test } from 'vitest';
import type { JsonObject } from '#rehearsal/slack/contract.ts';
import { createChecker } from '#rehearsal/slack/limits/check.ts';
import { chars, holding, message, modal } from '#rehearsal/slack/limits/samples.ts';
import { BLOCKS } from '#rehearsal/slack/limits/shapes/blocks.ts';
import { ELEMENTS } from '#rehearsal/slack/limits/shapes/elements.ts';
import { BLOCKS_IN, ELEMENTS_IN, SURFACES } from '#rehearsal/slack/limits/surfaces.ts';

const check = createChecker([]);

// A file block is known, and refused everywhere.
const blocks = Object.keys(BLOCKS).filter((type) => type !== 'file');
const elements = Object.keys(ELEMENTS);
const objects = ['modal', 'home', 'option', 'option_group', 'confirm', 'image-element', 'feedback_button'];

/** What the workspace says of the smallest payload that holds this part. */
function verdict(kind: string, fields: JsonObject): string | null {
  const { by, payload } = holding(kind, fields);
  const problem = by === 'modal' || by === 'home' ? check.view(payload, by) : check.message(payload);
  return problem?.limit ?? null;
}

test.each([...blocks, ...elements, ...objects])(
  '%s is accepted as its page describes it, and with no other field',
  (kind) => {
    expect(verdict(kind, {})).toBeNull();
    expect(verdict(kind, { colour: 'red' })).toBe('known-keys');
  },
);

test.each(blocks)('%s keeps its block_id short', (kind) => {
  expect(verdict(kind, { block_id: chars(255) })).toBeNull();
  expect(verdict(kind, { block_id: chars(256) })).toBe('block-id-255');
});

test.each(elements)('%s keeps its action_id short', (kind) => {
  expect(verdict(kind, { action_id: chars(255) })).toBeNull();
  expect(verdict(kind, { action_id: chars(256) })).toBe('action-id-255');
});

test.each([
  ['a view that is a list', modal([]), 'right-types', { blocks: { type: 'divider' } }],
  [
    'a button without words',
    modal([]),
    'needed-fields',
    { blocks: [{ type: 'actions', elements: [{ type: 'button' }] }] },
  ],
  ['a block that nobody knows', modal([]), 'known-types', { blocks: [{ type: 'hologram' }] }],
  ['a title in mrkdwn', modal([]), 'plain-text-only', { title: { type: 'mrkdwn', text: 'x' } }],
] as const)('%s is refused', (_name, view, limit, fields) => {
  expect(check.view({ ...view, ...fields }, 'modal')?.limit).toBe(limit);
});

test('what is wrong deep inside is found, and its place is told', () => {
  const row = (text: string) => [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] },
  ];
  const wrong = [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'texte', text: 'x' }] }] },
  ];
  expect(check.message(message([{ type: 'table', rows: [row('a')] }]))).toBeNull();
  expect(check.message(message([{ type: 'table', rows: [row('a'), wrong] }]))).toMatchObject({
    error: 'invalid_blocks',
    detail: expect.stringContaining('/blocks/0/rows/1/0/elements/0/elements/0'),
    limit: 'known-types',
  });
});

test('the tables of places name only blocks and elements that have a shape', () => {
  expect(Object.keys(SURFACES).toSorted()).toEqual(Object.keys(BLOCKS).toSorted());
  const placed = [...new Set(Object.values(ELEMENTS_IN).flat())].filter((name) => name !== 'image');
  expect(placed.toSorted()).toEqual(elements.toSorted());
  for (const inner of Object.values(BLOCKS_IN).flat()) expect(BLOCKS).toHaveProperty(inner);
});
