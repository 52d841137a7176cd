import { decideRequest } from '#application/decide-request.ts';
import { hersOf } from '#application/shown.ts';
import type { RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownRequest } from '#domain/shown.ts';
import { cardForm, rejectForm } from '#views/decide-forms.ts';
import type { Form } from '#views/elements.ts';
import { oneByOneForm } from '#views/one-by-one.ts';
import {
  type After,
  acts,
  type Buttons,
  type Click,
  type ClickContext,
  opens,
  refusalWords,
  refuse,
  shown,
} from './click.ts';
import { confirmFirst, confirmNext } from './confirm-official.ts';
import { parseItems } from './ids.ts';
import { rejectionField, rejectionOf } from './rejection.ts';
import { itemsForm, openFor } from './request-buttons.ts';
import { type Below, type Forms, wrong } from './submission.ts';

/**
 * Deciding place by place in a dialog. Every click looks up who may and what is so now; the dialog, and the card's own
 * dialog below it, show the truth afterwards, also when somebody else was first.
 */
export function oneByOneButtons(context: ClickContext): Buttons {
  const page = acts((made) =>
    showTrue(context, made, { ...made.dialog?.memo, page: /^\d$/.test(made.value) ? made.value : '0' }),
  );
  return {
    'one-by-one': opens((made) =>
      openFor(
        context,
        made,
        (request, itemIds) =>
          oneByOneForm(request, { viewer: made.person.personId, itemIds, hers: itemIds, page: 0, note: null }),
        ({ state }) => state.status === 'pending',
      ),
    ),
    'approve-one': acts((made) => approve(context, made)),
    'approve-rest': acts((made) => approve(context, made)),
    'one-page-earlier': page,
    'one-page-later': page,
    'reject-one': opens((made) => askReason(context, made)),
  };
}

/** The form for the reason; where the place is not to be rejected any more, the dialog is shown true. */
async function askReason(context: ClickContext, made: Click): Promise<After> {
  const memo = made.dialog?.memo ?? {};
  const form = (request: ShownRequest, itemIds: readonly string[]) => reasonForm(request, itemIds, memo);
  const opened = await openFor(context, made, form, ({ state }) => state.status === 'pending');
  if (!('say' in opened) || made.dialog === null) return opened;
  const after = await showTrue(context, made, memo, opened.say);
  if (!('replace' in after) || opened.refuse === undefined) return opened;
  return { replace: after.replace, root: after.root, refuse: opened.refuse };
}

function reasonForm(request: ShownRequest, itemIds: readonly string[], below: Readonly<Record<string, string>>): Form {
  const reject = rejectForm(request, itemIds);
  return {
    ...reject,
    name: 'reject-one',
    memo: { ...reject.memo, below: below.items ?? '', page: below.page ?? '0' },
  };
}

/** Approves at once; the row changes to what became of it. */
async function approve(context: ClickContext, made: Click): Promise<After> {
  const items = parseItems(made.value);
  if (items === null) return refuse('request-unknown');
  const result = await decideRequest(context.deps)({
    person: made.person,
    ...items,
    deed: { deed: 'approve' },
    once: made.once,
  });
  const [first] = result.done.length > 0 ? [] : result.refused;
  if (first?.refusal === 'confirm-first') return confirmFirst(context, made, { deed: 'approve' }, items);
  const said = first ? await refusalWords(context.deps, items.requestId, first.refusal, made.person) : null;
  if (said !== null) context.log.info({ action: 'approve-one' }, 'a click was refused');
  if (made.dialog === null) return said === null ? {} : { say: said };
  return showTrue(context, made, made.dialog.memo, said);
}

/** The dialog, and the card's below it, as they are true now. */
async function showTrue(
  context: ClickContext,
  made: Click,
  memo: Readonly<Record<string, string>>,
  note: string | null = null,
): Promise<After> {
  const request = await shown(context, parseItems(memo.items ?? '')?.requestId ?? null);
  const form = request === null ? null : dialog(request, made.person.personId, memo, note);
  if (request === null || form === null || made.dialog === null) return refuse('request-unknown');
  return { replace: form, root: card(request, made.person.personId) };
}

const card = (request: ShownRequest, viewer: PersonId): Form => cardForm(request, viewer, hersOf(request, viewer));

/** The dialog that a memo stands for; null when it names no places. */
function dialog(
  request: ShownRequest,
  viewer: PersonId,
  memo: Readonly<Record<string, string>>,
  note: string | null = null,
): Form | null {
  const items = parseItems(memo.items ?? '');
  if (items === null || items.requestId !== request.id) return null;
  const page = Number(memo.page ?? '0') || 0;
  return oneByOneForm(request, { viewer, itemIds: items.itemIds, hers: hersOf(request, viewer), page, note });
}

/** The reason for one place. The form closes by itself; what lies below it is shown true first. */
export function reasonForms(context: ClickContext): Forms {
  return {
    'reject-one': {
      field: 'words',
      again: (sent) =>
        itemsForm(context, sent, (request, itemIds) =>
          reasonForm(request, itemIds, { items: sent.memo.below ?? '', page: sent.memo.page ?? '0' }),
        ),
      async below({ person, memo }) {
        const requestId = parseItems(memo.items ?? '')?.requestId;
        const at = { items: memo.below ?? '', page: memo.page ?? '0' };
        return requestId === undefined
          ? null
          : ((await belowNow(context, requestId, person.personId, at))?.form ?? null);
      },
      async send(sent) {
        const { person, memo, typed, once } = sent;
        const items = parseItems(memo.items ?? '');
        if (items === null) return wrong('request-unknown');
        const deed = { deed: 'reject', rejection: rejectionOf(typed) } as const;
        const { done, refused } = await decideRequest(context.deps)({ person, ...items, deed, once });
        const below = await belowNow(context, items.requestId, person.personId, {
          items: memo.below ?? '',
          page: memo.page ?? '0',
        });
        const [first] = refused;
        if (first?.refusal === 'confirm-first') return confirmNext(context, sent, deed, items);
        if (done.length > 0 || first === undefined) return { close: 'this', below };
        return { ...wrong(first.refusal, rejectionField(first.refusal)), below };
      },
    },
  };
}

/** The dialog below the form, and the card's own, as they are true now. */
async function belowNow(
  context: ClickContext,
  requestId: RequestId,
  viewer: PersonId,
  memo: Readonly<Record<string, string>>,
): Promise<Below | undefined> {
  const request = await shown(context, requestId);
  const form = request === null ? null : dialog(request, viewer, memo);
  return request === null || form === null ? undefined : { form, root: card(request, viewer) };
}
