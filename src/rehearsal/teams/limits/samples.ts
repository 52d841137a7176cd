/** The smallest good payloads: what the rows' payloads are made from. */
import type { Json, JsonObject } from '../contract.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export const words = (text: string): JsonObject => ({ type: 'TextBlock', text });

/** A card with these elements. */
export const card = (body: Json = [words('Words')], fields: JsonObject = {}): JsonObject => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...fields,
});

export const cardAttachment = (content: JsonObject): JsonObject => ({ contentType: CARD_TYPE, content });

/** A message with this card. */
export const messageWith = (content: JsonObject, fields: JsonObject = {}): JsonObject => ({
  type: 'message',
  attachments: [cardAttachment(content)],
  ...fields,
});

export const submit = (fields: JsonObject = {}): JsonObject => ({ type: 'Action.Submit', title: 'Send', ...fields });
export const execute = (fields: JsonObject = {}): JsonObject => ({
  type: 'Action.Execute',
  title: 'Go',
  verb: 'go',
  ...fields,
});
export const choice = (value: string): JsonObject => ({ title: 'Choice', value });

/** An answer to task/fetch that shows this card. */
export const dialogWith = (content: JsonObject, fields: JsonObject = {}): JsonObject => ({
  task: { type: 'continue', value: { title: 'Dialog', card: cardAttachment(content), ...fields } },
});

export const executed = (type: string, value: Json, statusCode = 200): JsonObject => ({ statusCode, type, value });
export const MESSAGE_ANSWER = 'application/vnd.microsoft.activity.message';
export const ERROR_ANSWER = 'application/vnd.microsoft.error';
export const SEARCH_ANSWER = 'application/vnd.microsoft.search.searchResponse';

export const found = (results: Json): JsonObject => ({ statusCode: 200, type: SEARCH_ANSWER, value: { results } });

export const extension = (fields: JsonObject): JsonObject => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [], ...fields },
});
export const foundCard = (): JsonObject => ({
  ...cardAttachment(card()),
  preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'Found' } },
});

/** So many things, made from their numbers. */
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
