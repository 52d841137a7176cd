/** Limits of messages. */
import { isObject, objectsIn } from '../../../slack/json.ts';
import { FORMAT, MESSAGES } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { card, cardAttachment, many, messageWith, words } from '../samples.ts';

/** In UTF-8, as it comes over the wire. Microsoft names 100 KB in UTF-16 and tells to stay under 80. */
export const MESSAGE_BYTES_AT_MOST = 80 * 1024;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const ofBytes = (bytes: number) => {
  const empty = { type: 'message', text: '' };
  return { ...empty, text: 'x'.repeat(bytes - bytesOf(empty)) };
};

const TYPES = ['message', 'typing'];
const CARDS =
  /^application\/vnd\.microsoft\.(card\.(adaptive|hero|thumbnail|receipt|signin|oauth)|teams\.card\.(o365connector|list|file\.(info|consent)))$/;
const suggested = (count: number) => ({
  type: 'message',
  text: 'Words',
  suggestedActions: { actions: many(count, (index) => ({ type: 'imBack', title: `${index}`, value: `${index}` })) },
});

export const MESSAGE_ROWS: readonly LimitRow[] = [
  {
    id: 'message-80-kb',
    what: 'a message has at most 80 KB',
    source: FORMAT,
    status: 413,
    code: 'MessageSizeTooBig',
    by: 'message',
    accepted: () => ofBytes(MESSAGE_BYTES_AT_MOST),
    refused: () => ofBytes(MESSAGE_BYTES_AT_MOST + 1),
    kinds: ['message'],
    check: ({ value }) => (bytesOf(value) > MESSAGE_BYTES_AT_MOST ? 'Message size too large.' : null),
  },
  {
    id: 'activity-type',
    what: 'a bot sends messages and the sign that it types',
    source: MESSAGES,
    by: 'message',
    accepted: () => ({ type: 'typing' }),
    refused: () => ({ type: 'endOfConversation', text: 'Words' }),
    kinds: ['message'],
    check: ({ value }) => (TYPES.includes(String(value.type)) ? null : `Unknown activity type ${String(value.type)}`),
  },
  {
    id: 'message-has-content',
    what: 'a message has a text or an attachment',
    source: MESSAGES,
    code: 'BadSyntax',
    by: 'message',
    accepted: () => ({ type: 'message', text: 'x' }),
    refused: () => ({ type: 'message', text: '' }),
    kinds: ['message'],
    check: ({ value }) =>
      value.type === 'message' && !value.text && objectsIn(value.attachments).length === 0
        ? 'The message is empty'
        : null,
  },
  {
    id: 'text-is-text',
    what: 'the text and the summary of a message are strings',
    source: MESSAGES,
    by: 'message',
    accepted: () => ({ type: 'message', text: 'x', summary: 'x' }),
    refused: () => ({ type: 'message', text: 'x', summary: { words: 'x' } }),
    kinds: ['message'],
    check: ({ value }) =>
      [value.text, value.summary].every((one) => one === undefined || one === null || typeof one === 'string')
        ? null
        : 'text and summary must be strings',
  },
  {
    id: 'text-format',
    what: 'a text is plain, markdown or xml',
    source: FORMAT,
    by: 'message',
    accepted: () => ({ type: 'message', text: 'x', textFormat: 'markdown' }),
    refused: () => ({ type: 'message', text: 'x', textFormat: 'html' }),
    kinds: ['message'],
    check: ({ value: { textFormat } }) =>
      textFormat === undefined || ['plain', 'markdown', 'xml'].includes(String(textFormat))
        ? null
        : 'is no such format',
  },
  {
    id: 'known-attachments',
    what: 'an attachment is a card that Teams knows, an image or a file',
    source: FORMAT,
    by: 'message',
    accepted: () => messageWith(card()),
    refused: () => ({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.animation', content: {} }],
    }),
    kinds: ['message'],
    check: ({ value }) =>
      listOrNone(value.attachments).every(isKnownAttachment) ? null : 'The content type of an attachment is not known',
  },
  {
    id: 'ten-attachments',
    what: 'a message has at most ten cards',
    source: FORMAT,
    by: 'message',
    accepted: () => ({ type: 'message', attachments: many(10, () => cardAttachment(card([words('x')]))) }),
    refused: () => ({ type: 'message', attachments: many(11, () => cardAttachment(card([words('x')]))) }),
    kinds: ['message'],
    check: ({ value }) => (objectsIn(value.attachments).length > 10 ? 'more than ten attachments' : null),
  },
  {
    id: 'six-suggestions',
    what: 'a message suggests at most six actions',
    source: MESSAGES,
    by: 'message',
    accepted: () => suggested(6),
    refused: () => suggested(7),
    kinds: ['message'],
    check: ({ value: { suggestedActions } }) =>
      isObject(suggestedActions) && objectsIn(suggestedActions.actions).length > 6 ? 'more than six actions' : null,
  },
  {
    id: 'mention-in-text',
    what: 'the text of a mention stands in the text of the message',
    source: MESSAGES,
    code: 'BadSyntax',
    by: 'message',
    accepted: () => ({ type: 'message', text: 'Ask <at>Ana</at>', entities: [mention()] }),
    refused: () => ({ type: 'message', text: 'Ask Ana', entities: [mention()] }),
    kinds: ['message'],
    check: ({ value }) =>
      objectsIn(value.entities).every((one) => one.type !== 'mention' || String(value.text).includes(String(one.text)))
        ? null
        : 'A mention is not in the text',
  },
];

const mention = () => ({ type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:1', name: 'Ana' } });

function listOrNone(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isKnownAttachment(one: unknown): boolean {
  if (!isObject(one) || typeof one.contentType !== 'string') return false;
  return CARDS.test(one.contentType) || /^(image\/|text\/html)/.test(one.contentType);
}
