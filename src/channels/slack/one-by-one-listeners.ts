import type { App } from '@slack/bolt';
import { decideRequest } from '#application/decide-request.ts';
import { hersOf } from '#application/shown.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownRequest } from '#domain/shown.ts';
import { cardForm, rejectForm } from '#views/decide-forms.ts';
import type { Form } from '#views/elements.ts';
import { oneByOneForm } from '#views/one-by-one.ts';
import { type After, type Click, clicks, refusalWords, refuse, shown } from './click.ts';
import { openFor } from './click-listeners.ts';
import type { SlackContext } from './context.ts';
import { parseItems, parseView } from './parse.ts';
import { rejectionField, rejectionOf } from './rejection.ts';

/**
 * Deciding place by place in a dialog. Every click looks up who may and what is so now; the dialog, and the card's own
 * dialog below it, show the truth afterwards, also when somebody else was first.
 */
export function listenToOneByOne(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  click('one-by-one', (made) =>
    openFor(
      context,
      made,
      (request, itemIds) =>
        oneByOneForm(request, { viewer: made.person.personId, itemIds, hers: itemIds, page: 0, note: null }),
      ({ state }) => state.status === 'pending',
    ),
  );
  for (const action of ['approve-one', 'approve-rest']) click(action, (made) => approve(context, made));
  for (const action of ['one-page-earlier', 'one-page-later'])
    click(action, async (made) => {
      const page = /^\d$/.test(made.value) ? made.value : '0';
      return showTrue(context, made, { ...made.dialog?.memo, page });
    });
  click('reject-one', async (made) => {
    const memo = made.dialog?.memo ?? {};
    const form = (request: ShownRequest, itemIds: readonly string[]): Form => {
      const reject = rejectForm(request, itemIds);
      return {
        ...reject,
        name: 'reject-one',
        memo: { ...reject.memo, below: memo.items ?? '', page: memo.page ?? '0' },
      };
    };
    const opened = await openFor(context, made, form, ({ state }) => state.status === 'pending');
    if (!('say' in opened) || made.dialog === null) return opened;
    const after = await showTrue(context, made, memo, opened.say);
    if (!('replace' in after) || opened.refuse === undefined) return opened;
    return { replace: after.replace, root: after.root, refuse: opened.refuse };
  });
  listenToReason(app, context);
}

/** Approves at once; the row changes to what became of it. */
async function approve(context: SlackContext, made: Click): Promise<After> {
  const items = parseItems(made.value);
  if (items === null) return refuse('request-unknown');
  const result = await decideRequest(context.deps)({ person: made.person, ...items, deed: { deed: 'approve' } });
  const [first] = result.done.length > 0 ? [] : result.refused;
  const said = first ? await refusalWords(context.deps, items.requestId, first.refusal, made.person) : null;
  if (said !== null) context.log.info({ action: 'approve-one' }, 'a click was refused');
  if (made.dialog === null) return said === null ? {} : { say: said };
  return showTrue(context, made, made.dialog.memo, said);
}

/** The dialog, and the card's below it, as they are true now. */
async function showTrue(
  context: SlackContext,
  made: Click,
  memo: Readonly<Record<string, string>>,
  note: string | null = null,
): Promise<After> {
  const request = await shown(context, parseItems(memo.items ?? '')?.requestId ?? null);
  const form = request === null ? null : dialog(request, made.person.personId, memo, note);
  if (request === null || form === null || made.dialog === null) return refuse('request-unknown');
  const { rootId, viewId } = made.dialog;
  return {
    replace: form,
    root: rootId === viewId ? undefined : { viewId: rootId, form: card(request, made.person.personId) },
  };
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
function listenToReason(app: App, context: SlackContext): void {
  const { accounts, deps, log, modals, unavailable } = context;
  app.view({ callback_id: 'reject-one', type: 'view_submission' }, async ({ ack, body, view }) => {
    const wrong = (field: string, text: string) => ack({ response_action: 'errors', errors: { [field]: text } });
    const parsed = parseView(view);
    const items = parsed === null ? null : parseItems(parsed.memo.items ?? '');
    if (parsed === null || items === null) return wrong('words', refusals['request-unknown']);
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong('words', refusals['account-unknown']);
      const deed = { deed: 'reject', rejection: rejectionOf(parsed) } as const;
      const { done, refused } = await decideRequest(deps)({ person, ...items, deed });
      const request = await shown(context, items.requestId);
      const below = view.previous_view_id;
      const memo = { items: parsed.memo.below ?? '', page: parsed.memo.page ?? '0' };
      const form = request === null ? null : dialog(request, person.personId, memo);
      if (request !== null && form !== null && below !== null) {
        await modals.replace({ viewId: below }, form);
        const root = view.root_view_id;
        if (root !== null && root !== below && root !== view.id)
          await modals.replace({ viewId: root }, card(request, person.personId));
      }
      const [first] = refused;
      if (done.length > 0 || first === undefined) return await ack();
      log.info({ refusal: first.refusal }, 'a rejection was refused');
      return await wrong(rejectionField(first.refusal), refusals[first.refusal]);
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong('words', notSaved);
    }
  });
}
