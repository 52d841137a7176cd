import { type Deed, decideRequest } from '#application/decide-request.ts';
import { type AboutToDecide, askForNumber, typeNumber } from '#application/verify-official.ts';
import { confirming } from '#copy/confirm-official.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import { confirmForm } from '#views/confirm-official.ts';
import type { Form } from '#views/elements.ts';
import { itemsValue } from '#views/grouped.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { parseItems } from './ids.ts';
import { rejectionField, rejectionOf } from './rejection.ts';
import { type Forms, type Sent, type Submission, wrong } from './submission.ts';
import type { Typed } from './typed.ts';

/**
 * Before an official's first decision she types a number that came by e-mail. The form carries the decision she was about
 * to make; when the number is right, it is made in the same step.
 */

type Memo = Readonly<Record<string, string>>;

/** The decision of a memo; null when it names none. Words come back from the client and are checked like any others. */
function deedOf(memo: Memo): Deed | null {
  switch (memo.deed) {
    case 'approve':
    case 'done':
      return { deed: memo.deed };
    case 'take-back':
      return { deed: 'take-back', words: memo.words ?? null };
    case 'approved-in-iqies':
      return { deed: 'in-iqies', outcome: 'approved' };
    case 'rejected-in-iqies':
      return { deed: 'in-iqies', outcome: 'rejected' };
    case 'reject':
      return { deed: 'reject', rejection: rejectionOf(typedIn(memo)) };
    default:
      return null;
  }
}

const typedIn = (memo: Memo): Typed => ({
  words: () => memo.words ?? null,
  choice: (id) => memo[id] ?? null,
  chosen: () => null,
  ticked: () => null,
});

/** The memo of a decision. */
function memoOf(deed: Deed, itemIds: readonly ItemId[]): Memo {
  const items = itemsValue(itemIds.map((id) => ({ id })));
  switch (deed.deed) {
    case 'reject': {
      const { reason, words, betterRole } = deed.rejection;
      const better = betterRole === null ? {} : { 'better-role': betterRole };
      return { deed: 'reject', items, reason, ...(words === null ? {} : { words }), ...better };
    }
    case 'take-back':
      return { deed: 'take-back', items, ...(deed.words === null ? {} : { words: deed.words }) };
    case 'in-iqies':
      return { deed: `${deed.outcome}-in-iqies`, items };
    case 'approve':
    case 'done':
    case 'ask-to-send':
      return { deed: deed.deed, items };
  }
}

/** What a button leads to whose decision was refused because its official is not confirmed yet. */
export async function confirmFirst(
  context: ClickContext,
  { person, dialog }: Click,
  deed: Deed,
  { requestId, itemIds }: { requestId: RequestId; itemIds: readonly ItemId[] },
): Promise<After> {
  const memo = memoOf(deed, itemIds);
  if (person.identity.platform === 'teams' && dialog === null) {
    // In Teams a button of a message that acts can't open a form: a message with one that can.
    const { ledger, now } = context.deps;
    const value = `${memo.deed ?? ''}:${memo.items ?? ''}`;
    await ledger.change((record) =>
      record.enqueue({ kind: 'tell', personId: person.personId, notice: { about: 'confirm-first', value } }, now()),
    );
    return { tell: confirming.told };
  }
  return { open: await formFor(context, { person, requestId, itemIds }, memo, false) };
}

/** The same where a form was sent: it turns into this one. */
export async function confirmNext(
  context: ClickContext,
  { person }: Submission,
  deed: Deed,
  { requestId, itemIds }: { requestId: RequestId; itemIds: readonly ItemId[] },
): Promise<Sent> {
  const form = await formFor(context, { person, requestId, itemIds }, memoOf(deed, itemIds), false);
  return form === null ? wrong('confirm-first') : { next: form };
}

async function formFor({ deps }: ClickContext, about: AboutToDecide, memo: Memo, again: boolean): Promise<Form | null> {
  const state = await askForNumber(deps)(about, again);
  return state === null ? null : confirmForm(state, memo);
}

/** The button of the message that opens the form, and the one that sends a new number. */
export function confirmButtons(context: ClickContext): Buttons {
  return {
    'confirm-official': opens(async ({ person, value }) => {
      const [deed = '', list = ''] = value.split(':');
      const items = parseItems(list);
      const memo = { deed, items: list };
      // A reason is typed into its own form: what has one does not come this way.
      if (items === null || deedOf(memo) === null || ['reject', 'take-back'].includes(deed))
        return refuse('request-unknown');
      const form = await formFor(context, { person, ...items }, memo, false);
      return form === null ? { tell: confirming.confirmedBefore } : { open: form };
    }),
    'new-number': acts(async ({ person, dialog }) => {
      const items = parseItems(dialog?.memo.items ?? '');
      if (items === null || dialog === null) return refuse('request-unknown');
      const form = await formFor(context, { person, ...items }, dialog.memo, true);
      return form === null ? { tell: confirming.confirmedBefore } : { replace: form };
    }),
  };
}

/** The form with the number: right, and the decision is made in the same step. */
export function confirmForms(context: ClickContext): Forms {
  return {
    'confirm-official': {
      field: 'number',
      async again({ person, memo }) {
        const items = parseItems(memo.items ?? '');
        return items === null ? null : formFor(context, { person, ...items }, memo, false);
      },
      async send(sent) {
        const { person, memo, typed, once } = sent;
        const items = parseItems(memo.items ?? '');
        const deed = deedOf(memo);
        if (items === null || deed === null) return wrong('request-unknown');
        const digits = (typed.words('number') ?? '').normalize('NFKC').replace(/\D/g, '');
        if (digits.length !== 8) return { wrong: confirming.missing, field: 'number' };
        const answer = await typeNumber(context.deps)({ person, ...items }, digits);
        if (!answer.right)
          return { wrong: answer.why === 'wrong' ? confirming.wrong(answer.left) : confirming.over, field: 'number' };
        const { done, refused } = await decideRequest(context.deps)({ person, ...items, deed, once });
        const first = done.length > 0 ? undefined : refused[0];
        // Another of her addresses may be on the list for another place.
        if (first?.refusal === 'confirm-first') return confirmNext(context, sent, deed, items);
        return first === undefined ? { close: 'all' } : wrong(first.refusal, rejectionField(first.refusal));
      },
    },
  };
}
