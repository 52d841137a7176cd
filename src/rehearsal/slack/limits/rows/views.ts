/** Limits of views. https://docs.slack.dev/reference/views */
import { objectsIn } from '../../json.ts';
import { HOME_PAGE, MODAL_PAGE, methodPage } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { block, chars, element, home, many, modal, plain } from '../samples.ts';
import { listOf, longest, longestString } from './make.ts';

const VIEWS = ['modal', 'home'];
const VIEW_BYTES = 250_000;

const divider = () => block('divider');
const input = (id: string, fields: object = {}) =>
  block('input', { block_id: id, element: element('plain_text_input', { ...fields }) });

// Twelve long sections of 20,000 characters each, and one that fills up to the wanted size.
function viewOfBytes(bytes: number) {
  const section = (text: string, index: number) =>
    block('section', { block_id: `b${index}`, fields: many(10, () => plain(text)) });
  const blocks = [...many(12, (index) => section(chars(1900), index)), section('x', 12)];
  const left = bytes - Buffer.byteLength(JSON.stringify(modal(blocks)));
  const share = Math.floor(left / 10);
  const fields = many(10, (index) => plain(chars(1 + share + (index === 0 ? left - share * 10 : 0))));
  return modal([...blocks.slice(0, -1), block('section', { block_id: 'b12', fields })]);
}

export const VIEW_ROWS: readonly LimitRow[] = [
  longest({ id: 'modal-title-24', kind: 'modal', field: 'title', source: MODAL_PAGE }, 24),
  longest({ id: 'modal-submit-24', kind: 'modal', field: 'submit', source: MODAL_PAGE }, 24),
  longest({ id: 'modal-close-24', kind: 'modal', field: 'close', source: MODAL_PAGE }, 24),
  longestString({ id: 'private-metadata-3000', kind: VIEWS, field: 'private_metadata', source: MODAL_PAGE }, 3000),
  longestString({ id: 'callback-id-255', kind: VIEWS, field: 'callback_id', source: MODAL_PAGE }, 255),
  longestString({ id: 'external-id-255', kind: VIEWS, field: 'external_id', source: methodPage('views.open') }, 255),
  listOf({ id: 'modal-blocks-100', kind: 'modal', field: 'blocks', source: MODAL_PAGE }, 100, divider),
  listOf({ id: 'home-blocks-100', kind: 'home', field: 'blocks', source: HOME_PAGE }, 100, divider),
  {
    id: 'view-size-250kb',
    what: 'a view is smaller than 250 KB',
    source: methodPage('views.open'),
    error: 'view_too_large',
    by: 'modal',
    accepted: () => viewOfBytes(VIEW_BYTES - 1),
    refused: () => viewOfBytes(VIEW_BYTES),
    kinds: VIEWS,
    check: ({ value }) =>
      Buffer.byteLength(JSON.stringify(value)) >= VIEW_BYTES ? 'must be smaller than 250 KB' : null,
  },
  {
    id: 'modal-submit-for-inputs',
    what: 'a modal with an input block has a submit button',
    source: MODAL_PAGE,
    error: null,
    by: 'modal',
    accepted: () => modal([input('a')]),
    refused: () => ({ type: 'modal', title: plain('Title'), blocks: [input('a')] }),
    kinds: ['modal'],
    check: ({ value }) =>
      value.submit === undefined && objectsIn(value.blocks).some(({ type }) => type === 'input')
        ? 'submit is required when there is an input block'
        : null,
  },
  {
    id: 'one-focus',
    what: 'one element of a view may have focus_on_load',
    source: 'https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element',
    error: null,
    by: 'modal',
    accepted: () => modal([input('a', { focus_on_load: true }), input('b')]),
    refused: () => modal([input('a', { focus_on_load: true }), input('b', { focus_on_load: true })]),
    kinds: VIEWS,
    check: ({ value }) =>
      JSON.stringify(value).split('"focus_on_load":true').length > 2 ? 'only one element may have focus_on_load' : null,
  },
  {
    id: 'view-type',
    what: 'views.publish takes home views, the other methods modal views',
    source: methodPage('views.publish'),
    error: null,
    by: 'home',
    accepted: () => home([divider()]),
    refused: () => ({ ...home([divider()]), type: 'modal' }),
    kinds: VIEWS,
    check: ({ value, kind }) =>
      typeof value.type === 'string' && value.type !== kind ? `type must be ${kind} here` : null,
  },
];
