import { type Deed, decideRequest } from '#application/decide-request.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import {
  type AboutToDecide,
  askForNumber,
  isToConfirm,
  placesOfItems,
  typeNumber,
} from '#application/verify-official.ts';
import { confirming } from '#copy/confirm-official.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import { confirmedForm, confirmForm } from '#views/confirm-official.ts';
import type { Form } from '#views/elements.ts';
import { itemsValue } from '#views/grouped.ts';
import {
  type After,
  acts,
  type ButtonRule,
  type Buttons,
  type Click,
  type ClickContext,
  opens,
  refuse,
} from './click.ts';
import { aboutPress } from './confirm-pressed.ts';
import { parseItems } from './ids.ts';
import { rejectionField, rejectionOf } from './rejection.ts';
import { type Forms, type Sent, type Submission, wrong } from './submission.ts';
import type { Typed } from './typed.ts';

/**
 * Before an official's first decision she types a number that came by e-mail. The form carries the decision she was about
 * to make, or the button she pressed; when the number is right, that is done in the same step.
 */

type Memo = Readonly<Record<string, string>>;

/** The decision of a memo; null when it names none. Words come back from the client and are checked like any others. */
function deedOf(memo: Memo): Deed | null {
  switch (memo.deed) {
    case 'approve':
    case 'done':
    case 'ask-to-send':
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
  const about = aboutItems(person, requestId, itemIds);
  return ask(context, { person, dialog }, false, about, memoOf(deed, itemIds));
}

/** The same before a button does anything else; null when nothing is to be confirmed. */
export async function confirmBefore(
  context: ClickContext,
  action: string,
  { opens: leads }: ButtonRule,
  { person, value, dialog }: Click,
): Promise<After | null> {
  const about = aboutPress(action, value, person);
  if (about === null || !(await isToConfirm(context.deps)(about))) return null;
  const memo = { deed: 'press', action, value, ...(dialog === null ? {} : { in: 'dialog' }) };
  return ask(context, { person, dialog }, leads, about, memo);
}

async function ask(
  context: ClickContext,
  { person, dialog }: Pick<Click, 'person' | 'dialog'>,
  leads: boolean,
  about: AboutToDecide,
  memo: Memo,
): Promise<After> {
  if (person.identity.platform === 'teams' && dialog === null && !leads) {
    // In Teams a button of a message that acts can't open a form: a message with one that can.
    const { ledger, now } = context.deps;
    const value =
      memo.deed === 'press' ? `press:${memo.action}:${memo.value}` : `${memo.deed ?? ''}:${memo.items ?? ''}`;
    await ledger.change((record) =>
      record.enqueue({ kind: 'tell', personId: person.personId, notice: { about: 'confirm-first', value } }, now()),
    );
    return { tell: confirming.told };
  }
  return { open: await formFor(context, about, memo, false) };
}

const aboutItems = (person: KnownPerson, requestId: RequestId, itemIds: readonly ItemId[]): AboutToDecide => ({
  person,
  requestId,
  places: placesOfItems(requestId, itemIds),
});

/** What the form of a memo is about; null when it names nothing. */
function aboutOf(person: KnownPerson, memo: Memo): AboutToDecide | null {
  if (memo.deed === 'press') return aboutPress(memo.action ?? '', memo.value ?? '', person);
  const items = parseItems(memo.items ?? '');
  return items && aboutItems(person, items.requestId, items.itemIds);
}

/** The same where a form was sent: it turns into this one. */
export async function confirmNext(
  context: ClickContext,
  { person }: Submission,
  deed: Deed,
  { requestId, itemIds }: { requestId: RequestId; itemIds: readonly ItemId[] },
): Promise<Sent> {
  const form = await formFor(context, aboutItems(person, requestId, itemIds), memoOf(deed, itemIds), false);
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
      const memo = memoIn(value);
      const about = aboutOf(person, memo);
      // A reason is typed into its own form: what has one does not come this way.
      const comes =
        memo.deed === 'press' || (deedOf(memo) !== null && !['reject', 'take-back'].includes(memo.deed ?? ''));
      if (about === null || !comes) return refuse('request-unknown');
      const form = await formFor(context, about, memo, false);
      return form === null ? { tell: confirming.confirmedBefore } : { open: form };
    }),
    'new-number': acts(async ({ person, dialog }) => {
      const about = aboutOf(person, dialog?.memo ?? {});
      if (about === null || dialog === null) return refuse('request-unknown');
      const form = await formFor(context, about, dialog.memo, true);
      return form === null ? { tell: confirming.confirmedBefore } : { replace: form };
    }),
  };
}

/** What the button of a message carries: a decision and its items, or another button and its value. */
function memoIn(value: string): Memo {
  const [, action, of] = /^press:([a-z-]{1,40}):(.*)$/s.exec(value) ?? [];
  if (action !== undefined && of !== undefined) return { deed: 'press', action, value: of };
  const [deed = '', items = ''] = value.split(':');
  return { deed, items };
}

/**
 * The form with the number: right, and the decision is made in the same step.
 * @param buttons every button: the one she pressed is pressed for her
 */
export function confirmForms(context: ClickContext, buttons: Buttons): Forms {
  return {
    'confirm-official': {
      field: 'number',
      async again({ person, memo }) {
        const about = aboutOf(person, memo);
        return about && formFor(context, about, memo, false);
      },
      async send(sent) {
        const { person, memo, typed } = sent;
        const about = aboutOf(person, memo);
        if (about === null) return wrong('request-unknown');
        const digits = (typed.words('number') ?? '').normalize('NFKC').replace(/\D/g, '');
        if (digits.length !== 8) return { wrong: confirming.missing, field: 'number' };
        const answer = await typeNumber(context.deps)(about, digits);
        if (!answer.right)
          return { wrong: answer.why === 'wrong' ? confirming.wrong(answer.left) : confirming.over, field: 'number' };
        return memo.deed === 'press' ? pressNow(context, sent, buttons) : decideNow(context, sent);
      },
    },
  };
}

async function decideNow(context: ClickContext, sent: Submission): Promise<Sent> {
  const { person, memo, once } = sent;
  const items = parseItems(memo.items ?? '');
  const deed = deedOf(memo);
  if (items === null || deed === null) return wrong('request-unknown');
  const { done, refused } = await decideRequest(context.deps)({ person, ...items, deed, once });
  const first = done.length > 0 ? undefined : refused[0];
  // Another of her addresses may be on the list for another place.
  if (first?.refusal === 'confirm-first') return confirmNext(context, sent, deed, items);
  return first === undefined ? { close: 'all' } : wrong(first.refusal, rejectionField(first.refusal));
}

/** Presses the button that she pressed before; what that leads to takes the form's place, or is shown below it. */
async function pressNow(context: ClickContext, { person, memo, once }: Submission, buttons: Buttons): Promise<Sent> {
  const { action = '', value = '' } = memo;
  const rule = Object.hasOwn(buttons, action) ? buttons[action] : undefined;
  if (rule === undefined) return wrong('request-unknown');
  const click = { person, value, once, dialog: memo.in === undefined ? null : { memo: {}, typed: typedIn({}) } };
  const after = (await confirmBefore(context, action, rule, click)) ?? (await rule.press(click));
  if ('refuse' in after && after.refuse !== undefined) await noteRefusal(context.deps)(person, after.refuse, action);
  if ('say' in after && after.say !== undefined) return { wrong: after.say, field: 'number' };
  if ('open' in after && after.open !== null) return { next: after.open };
  if ('tell' in after) return { next: confirmedForm(after.tell) };
  if (!('replace' in after)) return { close: 'all' };
  return { close: 'this', below: { form: after.replace, root: after.root ?? after.replace } };
}
