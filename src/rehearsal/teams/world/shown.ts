import { isObject, objectsIn, textOf } from '../../slack/json.ts';
import type { JsonObject, ShownMessage } from '../contract.ts';
import { CARD_TYPE } from '../limits/samples.ts';
import type { MessageRecord } from './records.ts';

/** The Adaptive Cards of a message as this person sees them now. */
export function cardsOf({ activity, instead }: MessageRecord, personId: string): JsonObject[] {
  const sent = objectsIn(activity?.attachments)
    .filter(({ contentType }) => contentType === CARD_TYPE)
    .flatMap(({ content }) => (isObject(content) ? [content] : []));
  const own = instead.get(personId);
  return own ? [own, ...sent.slice(1)] : sent;
}

/** A message as this person sees it now. */
export function shownMessage(message: MessageRecord, personId: string): ShownMessage {
  const { activity } = message;
  const suggested = isObject(activity?.suggestedActions) ? activity.suggestedActions.actions : [];
  return {
    id: message.id,
    conversationId: message.conversationId,
    from: message.from,
    text: message.text,
    textFormat: textOf(activity?.textFormat) ?? (activity ? 'markdown' : 'plain'),
    summary: textOf(activity?.summary) ?? '',
    cards: cardsOf(message, personId),
    suggestedActions: objectsIn(suggested),
    edited: message.edited,
    replyToId: message.replyToId,
    at: new Date(message.at).toISOString(),
    activity,
  };
}
