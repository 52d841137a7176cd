/** Limits of messages. https://docs.slack.dev/reference/methods/chat.postMessage */
import type { Json } from '../../contract.ts';
import { isObject, objectsIn } from '../../json.ts';
import { BLOCKS_PAGE, blockPage, methodPage } from '../pages.ts';
import type { LimitRow, Part } from '../row.ts';
import { block, chars, many, message, plain } from '../samples.ts';
import { listOf } from './make.ts';

const section = (length: number) => block('section', { text: plain(chars(length)) });

// Measured by others and confirmed by Slack in these threads; no page of the documentation says so.
const BLOCKS_TOO_LONG = 'https://github.com/slackapi/bolt-js/issues/2509';
const BLOCK_COSTS = 125;
const BLOCKS_AT_MOST = 13_400;

export const MESSAGE_ROWS: readonly LimitRow[] = [
  listOf({ id: 'message-blocks-50', kind: 'message', field: 'blocks', source: BLOCKS_PAGE }, 50, () =>
    block('divider'),
  ),
  textRow('message-text-40000', 'message', 40_000, methodPage('chat.postMessage')),
  textRow('update-text-4000', 'update', 4_000, methodPage('chat.update')),
  {
    id: 'message-blocks-length',
    what: 'the texts of all blocks of a message have about 13,400 characters together, each block counting 125',
    source: BLOCKS_TOO_LONG,
    error: 'msg_blocks_too_long',
    by: 'message',
    accepted: () => message([...many(4, () => section(3_000)), section(775)]),
    refused: () => message([...many(4, () => section(3_000)), section(776)]),
    kinds: ['message'],
    check: ({ value }) =>
      textLength(value.blocks ?? []) + BLOCK_COSTS * objectsIn(value.blocks).length > BLOCKS_AT_MOST
        ? 'the blocks are too long together'
        : null,
  },
  {
    id: 'markdown-12000',
    what: 'all markdown blocks of a message have 12,000 characters together',
    source: blockPage('markdown'),
    error: null,
    by: 'message',
    accepted: () => message([block('markdown', { text: chars(6_000) }), block('markdown', { text: chars(6_000) })]),
    refused: () => message([block('markdown', { text: chars(6_000) }), block('markdown', { text: chars(6_001) })]),
    kinds: ['message'],
    check: ({ value }) =>
      textLength(objectsIn(value.blocks).filter(({ type }) => type === 'markdown')) > 12_000
        ? 'markdown blocks must have at most 12,000 characters together'
        : null,
  },
];

function textRow(id: string, by: 'message' | 'update', most: number, source: string): LimitRow {
  return {
    id,
    what: `text has at most ${most} characters ${by === 'update' ? 'when a message is changed' : 'in a message'}`,
    source,
    error: 'msg_too_long',
    by,
    accepted: () => ({ text: chars(most) }),
    refused: () => ({ text: chars(most + 1) }),
    kinds: ['message'],
    check: (part: Part) =>
      part.way === by && typeof part.value.text === 'string' && part.value.text.length > most
        ? `must have at most ${most} characters`
        : null,
  };
}

function textLength(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
