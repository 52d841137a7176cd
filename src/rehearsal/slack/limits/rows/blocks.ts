/** Limits of the blocks that every app has used for years. https://docs.slack.dev/reference/block-kit/blocks */
import { objectsIn } from '../../json.ts';
import { blockPage, objectPage } from '../pages.ts';
import type { LimitRow, Part } from '../row.ts';
import { block, chars, element, many, modal, mrkdwn, plain } from '../samples.ts';
import { BLOCKS } from '../shapes/blocks.ts';
import { listFrom, listOf, longest, longestString } from './make.ts';

const button = (index: number) => element('button', { action_id: `a${index}` });

export const BLOCK_ROWS: readonly LimitRow[] = [
  longestString(
    {
      id: 'block-id-255',
      kind: ['section', ...Object.keys(BLOCKS).filter((name) => name !== 'section')],
      field: 'block_id',
      source: blockPage('section'),
    },
    255,
  ),
  longest({ id: 'header-text-150', kind: 'header', field: 'text', source: blockPage('header') }, 150),
  longest({ id: 'section-text-3000', kind: 'section', field: 'text', source: blockPage('section') }, 3000),
  listOf({ id: 'section-fields-10', kind: 'section', field: 'fields', source: blockPage('section') }, 10, () =>
    mrkdwn('x'),
  ),
  listFrom({ id: 'section-fields-1', kind: 'section', field: 'fields', source: blockPage('section') }, 1, () =>
    mrkdwn('x'),
  ),
  inner('section-field-text-2000', 'section', 2000, (text) => block('section', { fields: [mrkdwn(text)] }), 'fields'),
  {
    id: 'section-text-or-fields',
    what: 'a section has a text, or fields',
    source: blockPage('section'),
    error: null,
    by: 'modal',
    accepted: () => modal([{ type: 'section', fields: [mrkdwn('x')] }]),
    refused: () => modal([{ type: 'section' }]),
    kinds: ['section'],
    check: ({ value }) => (value.text === undefined && value.fields === undefined ? 'needs text or fields' : null),
  },
  listOf({ id: 'actions-elements-25', kind: 'actions', field: 'elements', source: blockPage('actions') }, 25, button),
  listFrom({ id: 'actions-elements-1', kind: 'actions', field: 'elements', source: blockPage('actions') }, 1, button),
  listOf({ id: 'context-elements-10', kind: 'context', field: 'elements', source: blockPage('context') }, 10, () =>
    mrkdwn('x'),
  ),
  listFrom({ id: 'context-elements-1', kind: 'context', field: 'elements', source: blockPage('context') }, 1, () =>
    mrkdwn('x'),
  ),
  inner('context-text-3000', 'context', 3000, (text) => block('context', { elements: [mrkdwn(text)] }), 'elements'),
  longest({ id: 'input-label-2000', kind: 'input', field: 'label', source: blockPage('input') }, 2000),
  longest({ id: 'input-hint-2000', kind: 'input', field: 'hint', source: blockPage('input') }, 2000),
  longestString(
    { id: 'image-alt-text-2000', kind: ['image', 'image-element'], field: 'alt_text', source: blockPage('image') },
    2000,
  ),
  longest({ id: 'image-title-2000', kind: 'image', field: 'title', source: blockPage('image') }, 2000),
  longestString(
    { id: 'image-url-3000', kind: ['image', 'image-element'], field: 'image_url', source: blockPage('image') },
    3000,
  ),
  {
    id: 'image-one-source',
    what: 'an image has an image_url or a slack_file, and not both',
    source: blockPage('image'),
    error: null,
    by: 'modal',
    accepted: () => modal([{ type: 'image', alt_text: 'x', slack_file: { id: 'F0' } }]),
    refused: () => modal([block('image', { slack_file: { id: 'F0' } })]),
    kinds: ['image', 'image-element'],
    check: ({ value }) =>
      (value.image_url === undefined) === (value.slack_file === undefined) ? 'needs image_url or slack_file' : null,
  },
  {
    id: 'block-ids-differ',
    what: 'no two blocks of a view or message have the same block_id',
    source: blockPage('section'),
    error: null,
    by: 'modal',
    accepted: () => modal([block('divider', { block_id: 'a' }), block('divider', { block_id: 'b' })]),
    refused: () => modal(many(2, () => block('divider', { block_id: 'a' }))),
    kinds: ['modal', 'home', 'message'],
    check: ({ value }) => repeated(objectsIn(value.blocks).map((one) => one.block_id)),
  },
  {
    id: 'action-ids-differ',
    what: 'no two elements of a block have the same action_id',
    source: blockPage('actions'),
    error: null,
    by: 'modal',
    accepted: () => modal([block('actions', { elements: [button(1), button(2)] })]),
    refused: () => modal([block('actions', { elements: [button(1), button(1)] })]),
    kinds: ['actions', 'card', 'context_actions'],
    check: ({ value }) =>
      repeated([...objectsIn(value.elements), ...objectsIn(value.actions)].map((one) => one.action_id)),
  },
  {
    id: 'text-not-empty',
    what: 'a text object has at least one character',
    source: objectPage('text'),
    error: null,
    by: 'modal',
    accepted: () => modal([block('section', { text: plain('x') })]),
    refused: () => modal([block('section', { text: plain('') })]),
    kinds: ['plain_text', 'mrkdwn', 'raw_text'],
    check: ({ value }) => (value.text === '' ? 'must have at least 1 character' : null),
  },
];

// The length of texts that stand in a list of their block.
function inner(
  id: string,
  kind: string,
  most: number,
  make: (text: string) => ReturnType<typeof block>,
  list: string,
): LimitRow {
  return {
    id,
    what: `${kind}: each text in ${list} has at most ${most} characters`,
    source: blockPage(kind),
    error: null,
    by: 'modal',
    accepted: () => modal([make(chars(most))]),
    refused: () => modal([make(chars(most + 1))]),
    kinds: ['plain_text', 'mrkdwn'],
    check: (part: Part) =>
      part.parent?.kind === kind &&
      part.pointer.includes(`/${list}/`) &&
      typeof part.value.text === 'string' &&
      part.value.text.length > most
        ? `must have at most ${most} characters`
        : null,
  };
}

function repeated(ids: unknown[]): string | null {
  const given = ids.filter((id) => id !== undefined);
  const second = given.find((id, index) => given.indexOf(id) !== index);
  return second === undefined ? null : `"${second}" stands there twice`;
}
