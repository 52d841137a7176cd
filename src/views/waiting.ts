import { formWords } from '#copy/forms.ts';
import { plain, type Text } from '#copy/text.ts';
import * as say from '#copy/waiting.ts';
import type { ItemId } from '#domain/item.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import type { Block, Button, Form, Message } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** Messages that time brings, and all that waits for an official. */

/** What waited for a decision for long, for its requester or for an official of it. */
export function waitedLongMessage(
  notice: { about: 'contacts' | 'expired' } | { about: 'expires-soon'; expiresAt: number },
  request: ShownRequest,
  items: readonly ShownItem[],
  toRequester: boolean,
): Message {
  switch (notice.about) {
    case 'contacts':
      return message(say.noAnswerYet(request, items), []);
    case 'expires-soon':
      return message(say.endsSoon(request, items, notice.expiresAt), []);
    case 'expired':
      return toRequester
        ? message(say.ended(request, items), [
            { action: 'ask-again', label: say.askAgain, value: itemsValue(items), look: 'primary' },
          ])
        : message(say.endedForYou(request, items), []);
  }
}

/** One request with what waits in it for the reader. */
interface WaitingRow {
  request: ShownRequest;
  hers: readonly ItemId[];
  decide: boolean;
  since: number;
  endsAt: number | null;
}

export interface Waiting {
  shown: readonly WaitingRow[];
  decide: number;
  toDo: number;
}

/** The one message of a day: all that waits for an official, the longest first. null when nothing does. */
export function reminderMessage(waiting: Waiting): Message | null {
  if (waiting.shown.length === 0) return null;
  const title = say.reminder.title(waiting.decide, waiting.toDo);
  return {
    fallback: title,
    blocks: [
      { kind: 'heading', text: title },
      ...rows(waiting),
      { kind: 'buttons', buttons: [{ action: 'waiting', label: say.reminder.all, look: 'primary' }] },
    ],
  };
}

/** What an earlier reminder becomes when another one was sent: nothing is pressed in it any more. */
export function olderReminderMessage(at: number): Message {
  return { ...message(say.reminder.older(at), []), editsOnly: true };
}

/** The same as a dialog. */
export function waitingForm(waiting: Waiting): Form {
  return {
    name: 'waiting',
    title: say.reminder.all,
    submit: null,
    close: formWords.close,
    memo: {},
    blocks: waiting.shown.length === 0 ? [{ kind: 'text', text: say.reminder.nothing }] : rows(waiting),
  };
}

function rows({ shown, decide, toDo }: Waiting): Block[] {
  const more = decide + toDo - shown.length;
  return [
    ...shown.map(
      (row): Block => ({
        kind: 'text',
        text: say.reminder.line(
          row.request,
          row.request.items.filter(({ id }) => row.hers.includes(id)),
          row,
        ),
        button: openButton(row.request),
      }),
    ),
    ...(more > 0 ? [{ kind: 'note', text: say.reminder.more(more) } as const] : []),
  ];
}

const openButton = ({ id }: ShownRequest): Button => ({ action: 'open-card', label: say.reminder.open, value: id });

function message(text: Text, buttons: readonly Button[]): Message {
  const blocks: Block[] = [{ kind: 'text', text }];
  return { fallback: plain(text), blocks: buttons.length > 0 ? [...blocks, { kind: 'buttons', buttons }] : blocks };
}
