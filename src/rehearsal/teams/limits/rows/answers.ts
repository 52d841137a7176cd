/** Limits of what a bot answers to an invoke. */
import { isObject, objectsIn, textOf } from '../../../slack/json.ts';
import type { Json, JsonObject } from '../../contract.ts';
import { DIALOGS, EXTENSIONS, TYPE_AHEAD, UNIVERSAL } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import {
  CARD_TYPE,
  card,
  cardAttachment,
  dialogWith,
  ERROR_ANSWER,
  executed,
  extension,
  found,
  foundCard,
  MESSAGE_ANSWER,
  many,
  SEARCH_ANSWER,
} from '../samples.ts';
import { MESSAGE_BYTES_AT_MOST } from './messages.ts';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const ofBytes = (bytes: number) => {
  const answer = (text: string) => executed(MESSAGE_ANSWER, text);
  return answer('x'.repeat(bytes - bytesOf(answer(''))));
};

export const ANSWER_ROWS: readonly LimitRow[] = [
  {
    id: 'answer-80-kb',
    what: 'an answer has at most 80 KB',
    source: DIALOGS,
    by: 'execute',
    accepted: () => ofBytes(MESSAGE_BYTES_AT_MOST),
    refused: () => ofBytes(MESSAGE_BYTES_AT_MOST + 1),
    kinds: ['dialog', 'execute', 'search', 'query'],
    check: ({ value }) => (bytesOf(value) > MESSAGE_BYTES_AT_MOST ? 'the answer is too large' : null),
  },
  {
    id: 'dialog-shows-card',
    what: 'a dialog that is shown has an Adaptive Card, or an https address',
    source: DIALOGS,
    by: 'dialog',
    accepted: () => dialogWith(card()),
    refused: () => ({ task: { type: 'continue', value: { title: 'Dialog' } } }),
    kinds: ['Task'],
    check: ({ value }) =>
      value.type !== 'continue' || showsSomething(value.value) ? null : 'there is nothing to show',
  },
  {
    id: 'dialog-says-text',
    what: 'a dialog that ends with a message has a text',
    source: DIALOGS,
    by: 'dialog',
    accepted: () => ({ task: { type: 'message', value: 'Saved' } }),
    refused: () => ({ task: { type: 'message', value: '' } }),
    kinds: ['Task'],
    check: ({ value }) => (value.type !== 'message' || textOf(value.value) ? null : 'the message is empty'),
  },
  {
    id: 'execute-answer-type',
    what: 'a press is answered with a card, a text or an error, of the type that is named',
    source: UNIVERSAL,
    by: 'execute',
    accepted: () => executed(MESSAGE_ANSWER, 'Done'),
    refused: () => executed(MESSAGE_ANSWER, { text: 'Done' }),
    kinds: ['execute'],
    check: ({ value }) => (isExecuted(value) ? null : 'type and value do not fit'),
  },
  {
    id: 'search-answer-type',
    what: 'a type-ahead is answered with a search response of status 200',
    source: TYPE_AHEAD,
    by: 'search',
    accepted: () => found([{ title: 'A', value: 'a' }]),
    refused: () => ({ ...found([]), type: 'application/vnd.microsoft.search' }),
    kinds: ['search'],
    check: ({ value }) =>
      value.type === SEARCH_ANSWER && value.statusCode === 200 ? null : `must be ${SEARCH_ANSWER}, 200`,
  },
  {
    id: 'fifteen-found',
    what: 'a type-ahead is answered with at most the fifteen choices that were asked for',
    source: TYPE_AHEAD,
    by: 'search',
    accepted: () => found(many(15, (index) => ({ title: 'A', value: `${index}` }))),
    refused: () => found(many(16, (index) => ({ title: 'A', value: `${index}` }))),
    kinds: ['SearchValue'],
    check: ({ value }) => (objectsIn(value.results).length > 15 ? 'more than fifteen' : null),
  },
  {
    id: 'found-values-differ',
    what: 'the values of two choices that were found differ',
    source: TYPE_AHEAD,
    by: 'search',
    accepted: () => found(['a', 'b'].map((value) => ({ title: 'A', value }))),
    refused: () => found(['a', 'a'].map((value) => ({ title: 'A', value }))),
    kinds: ['SearchValue'],
    check({ value }) {
      const values = objectsIn(value.results).map((one) => one.value);
      return new Set(values).size === values.length ? null : 'a value stands twice';
    },
  },
  {
    id: 'query-25',
    what: 'a search from the message box finds at most 25',
    source: EXTENSIONS,
    by: 'query',
    accepted: () => extension({ attachments: many(25, foundCard) }),
    refused: () => extension({ attachments: many(26, foundCard) }),
    kinds: ['Extension'],
    check: ({ value }) => (objectsIn(value.attachments).length > 25 ? 'more than 25' : null),
  },
  {
    id: 'query-has-preview',
    what: 'an Adaptive Card that a search found has a preview',
    source: EXTENSIONS,
    by: 'query',
    accepted: () => extension({ attachments: [foundCard()] }),
    refused: () => extension({ attachments: [cardAttachment(card())] }),
    kinds: ['FoundAttachment'],
    check: ({ value }) =>
      value.contentType === CARD_TYPE && !isObject(value.preview) ? 'the preview is missing' : null,
  },
  {
    id: 'query-says-text',
    what: 'a search that is answered with a message has a text',
    source: EXTENSIONS,
    by: 'query',
    accepted: () => ({ composeExtension: { type: 'message', text: 'Nothing was found' } }),
    refused: () => ({ composeExtension: { type: 'message' } }),
    kinds: ['Extension'],
    check: ({ value }) => (value.type !== 'message' || textOf(value.text) ? null : 'the text is missing'),
  },
];

function showsSomething(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  if (typeof value.url === 'string') return value.url.startsWith('https://');
  return isObject(value.card) && value.card.contentType === CARD_TYPE && isObject(value.card.content);
}

function isExecuted({ statusCode, type, value }: JsonObject): boolean {
  if (type === CARD_TYPE) return statusCode === 200 && isObject(value);
  if (type === MESSAGE_ANSWER) return statusCode === 200 && typeof value === 'string';
  return type === ERROR_ANSWER && typeof statusCode === 'number' && statusCode >= 400 && isObject(value);
}
