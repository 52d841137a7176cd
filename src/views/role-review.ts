import { removing } from '#copy/role-ends.ts';
import { asksReview, doneLine, markedLine, reviewWords as say, summary } from '#copy/role-review.ts';
import { plain, type Text } from '#copy/text.ts';
import { holderLine, rowsShown, whoHasWhatWords } from '#copy/who-has-what.ts';
import type { ReviewResult, ShownReview } from '#domain/shown.ts';
import type { Block, Button, Form, Message } from './elements.ts';

/** A review: the message that asks, the list, the reason of a mark, and what came of it. */

/** So many rows stand in the list at a time. */
export const reviewPerPage = 20;
/** So many finished places are named. */
const doneShown = 10;

const openButton: Button = { action: 'review-open', label: say.button, look: 'primary' };

/** Asks an official to go through her list. */
export const reviewMessage = (open: number, again: boolean): Message => message(asksReview(open, again), [openButton]);

/** What came of it, with the way to remove what was marked. */
export const reviewSummaryMessage = (result: ReviewResult): Message => message(summary(result), removeButtons(result));

/** The same as a dialog, where the list stood. */
export const reviewSummaryForm = (result: ReviewResult): Form => {
  const buttons = removeButtons(result);
  return {
    name: 'review-summary',
    title: say.title,
    submit: null,
    close: say.done,
    memo: {},
    blocks: [
      { kind: 'text', text: summary(result) },
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  };
};

const removeButtons = ({ marked, reviewId }: ReviewResult): Button[] =>
  marked === 0
    ? []
    : [
        {
          action: 'review-remove',
          label: say.remove(marked),
          value: reviewId,
          look: 'danger',
          confirm: say.confirmRemove(marked),
        },
      ];

/** Her list at a page of it. Places that somebody finished are named above. */
export function reviewForm(shown: ShownReview): Form {
  const from = shown.page * reviewPerPage;
  const { rows, all, marked, open } = shown;
  const buttons: Button[] = [
    ...(shown.page > 0
      ? [{ action: 'review-earlier', label: whoHasWhatWords.earlier, value: `${shown.page - 1}` }]
      : []),
    ...(from + rows.length < all
      ? [{ action: 'review-later', label: whoHasWhatWords.later, value: `${shown.page + 1}` }]
      : []),
    ...(open > 0
      ? [
          {
            action: 'review-finish',
            label: say.finish,
            look: 'primary' as const,
            confirm: say.confirmFinish(all, marked, open),
          },
        ]
      : []),
  ];
  return {
    name: 'review',
    title: say.title,
    submit: null,
    close: open > 0 ? say.close : say.done,
    memo: { page: `${shown.page}` },
    blocks: [
      ...shown.done.slice(0, doneShown).map((one): Block => ({ kind: 'note', text: doneLine(one) })),
      { kind: 'note', text: [open > 0 ? say.what : say.none] },
      ...rows.map((row) => rowBlock(row, shown.page)),
      ...(all > rows.length ? [{ kind: 'note', text: rowsShown(from + 1, from + rows.length, all) } as const] : []),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  };
}

function rowBlock(row: ShownReview['rows'][number], page: number): Block {
  const value = `${row.ref}|${page}`;
  const line = holderLine(row);
  if (row.own) return { kind: 'text', text: [...line, '\n', say.own] };
  if (!row.mayEnd) return { kind: 'text', text: line };
  return row.mark === null
    ? { kind: 'text', text: line, button: { action: 'review-mark', label: say.mark, value } }
    : {
        kind: 'text',
        text: [...line, ...markedLine(row.mark)],
        button: { action: 'review-unmark', label: say.unmark, value },
      };
}

/** Why a role should end. */
export function markForm(value: string): Form {
  return {
    name: 'review-mark',
    title: say.markTitle,
    submit: say.markSubmit,
    close: say.keep,
    memo: { role: value },
    blocks: [
      {
        kind: 'input',
        type: 'words',
        id: 'words',
        label: removing.reason,
        hint: removing.reasonHint,
        multiline: true,
        most: 500,
        starts: '',
      },
    ],
  };
}

function message(text: Text, buttons: readonly Button[]): Message {
  const blocks: Block[] = [{ kind: 'text', text }];
  return { fallback: plain(text), blocks: buttons.length > 0 ? [...blocks, { kind: 'buttons', buttons }] : blocks };
}
