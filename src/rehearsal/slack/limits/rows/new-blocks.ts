/** Limits of the blocks that Slack added since 2025. https://docs.slack.dev/reference/block-kit/blocks */
import { objectsIn } from '../../json.ts';
import { blockPage } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { block, element, many, message, modal, mrkdwn, plain } from '../samples.ts';
import { listFrom, listOf, longest, longestString, numberFrom, numberTo } from './make.ts';

const about = (id: string, kind: string, field: string) => ({
  id,
  kind,
  field,
  source: blockPage(kind.replace('_', '-')),
});
const cell = () => ({ type: 'raw_text', text: 'x' });
const row = () => [cell(), cell()];
const card = () => block('card');

export const NEW_BLOCK_ROWS: readonly LimitRow[] = [
  // "Under 200": the strict reading of a page that says 200.
  longest(about('alert-text-199', 'alert', 'text'), 199),
  longest(about('card-title-150', 'card', 'title'), 150, mrkdwn),
  longest(about('card-subtitle-150', 'card', 'subtitle'), 150, mrkdwn),
  longest(about('card-body-200', 'card', 'body'), 200, mrkdwn),
  {
    id: 'card-has-content',
    what: 'a card has a hero_image, title, actions or body',
    source: blockPage('card'),
    error: null,
    by: 'modal',
    accepted: () => modal([{ type: 'card', body: mrkdwn('x') }]),
    refused: () => modal([{ type: 'card', subtitle: mrkdwn('x') }]),
    kinds: ['card'],
    check: ({ value }) =>
      ['hero_image', 'title', 'actions', 'body'].every((field) => value[field] === undefined)
        ? 'needs hero_image, title, actions or body'
        : null,
  },
  listOf(about('carousel-cards-10', 'carousel', 'elements'), 10, card),
  listFrom(about('carousel-cards-1', 'carousel', 'elements'), 1, card),
  longest(about('container-title-150', 'container', 'title'), 150),
  longest(about('container-subtitle-150', 'container', 'subtitle'), 150),
  listOf(about('container-children-10', 'container', 'child_blocks'), 10, () => block('divider')),
  {
    id: 'container-has-title',
    what: 'a container has a title or a rich_text_title',
    source: blockPage('container'),
    error: null,
    by: 'message',
    accepted: () => message([block('container')]),
    refused: () => message([{ type: 'container', child_blocks: [block('divider')] }]),
    kinds: ['container'],
    check: ({ value }) =>
      value.title === undefined && value.rich_text_title === undefined ? 'needs title or rich_text_title' : null,
  },
  listOf(about('context-actions-5', 'context_actions', 'elements'), 5, (index) =>
    element('icon_button', { action_id: `a${index}` }),
  ),
  listOf(about('table-rows-100', 'table', 'rows'), 100, () => [cell()]),
  columns('table-columns-20', 'table', 20),
  listOf(about('table-column-settings-20', 'table', 'column_settings'), 20, () => ({ align: 'left' })),
  listOf(about('data-table-rows-101', 'data_table', 'rows'), 101, row),
  listFrom(about('data-table-rows-2', 'data_table', 'rows'), 2, row),
  columns('data-table-columns-20', 'data_table', 20),
  {
    id: 'data-table-rows-equal',
    what: 'all rows of a data table have the same number of cells',
    source: blockPage('data-table'),
    error: null,
    by: 'message',
    accepted: () => message([block('data_table', { rows: [row(), row()] })]),
    refused: () => message([block('data_table', { rows: [row(), [cell()]] })]),
    kinds: ['data_table'],
    check: ({ value }) => (new Set(lengths(value.rows)).size > 1 ? 'all rows must have as many cells' : null),
  },
  numberTo(about('data-table-page-100', 'data_table', 'page_size'), 100),
  numberFrom(about('data-table-page-1', 'data_table', 'page_size'), 1),
  {
    ...longest(about('video-title-199', 'video', 'title'), 199),
    what: 'video: title has fewer than 200 characters',
  },
  longestString(about('video-author-49', 'video', 'author_name'), 49),
  {
    id: 'table-once',
    what: 'a message has one table block',
    source: blockPage('table'),
    error: null,
    by: 'message',
    accepted: () => message([block('table')]),
    refused: () => message([block('table'), block('table')]),
    kinds: ['message'],
    check: ({ value }) =>
      objectsIn(value.blocks).filter(({ type }) => type === 'table').length > 1 ? 'only one table is allowed' : null,
  },
  {
    id: 'container-collapsed',
    what: 'default_collapsed needs is_collapsible',
    source: blockPage('container'),
    error: null,
    by: 'message',
    accepted: () => message([block('container', { default_collapsed: true, is_collapsible: true })]),
    refused: () => message([block('container', { default_collapsed: true, title: plain('Box') })]),
    kinds: ['container'],
    check: ({ value }) =>
      value.default_collapsed === true && value.is_collapsible !== true ? 'needs is_collapsible' : null,
  },
];

function columns(id: string, kind: string, most: number): LimitRow {
  const payload = (count: number) => message([block(kind, { rows: many(2, () => many(count, cell)) })]);
  return {
    id,
    what: `${kind}: a row has at most ${most} cells`,
    source: blockPage(kind.replace('_', '-')),
    error: null,
    by: 'message',
    accepted: () => payload(most),
    refused: () => payload(most + 1),
    kinds: [kind],
    check: ({ value }) =>
      lengths(value.rows).some((length) => length > most) ? `rows have ${most} cells at most` : null,
  };
}

function lengths(rows: unknown): number[] {
  return Array.isArray(rows) ? rows.map((cells) => (Array.isArray(cells) ? cells.length : 0)) : [];
}
