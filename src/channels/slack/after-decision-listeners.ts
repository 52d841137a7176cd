import type { App } from '@slack/bolt';
import { mailCame, recordOutcome } from '#application/after-decision.ts';
import { decideRequest } from '#application/decide-request.ts';
import { withdrawRequest } from '#application/follow-request.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { askedAnew } from '#copy/after-decision.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { ItemId, ItemState, RequestId } from '#domain/item.ts';
import type { Answer, Refusal } from '#domain/refusal.ts';
import { takeBackForm } from '#views/after-decision.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import { again, decide, mayOpen, openFor, requestsForm } from './click-listeners.ts';
import type { SlackContext } from './context.ts';
import { parseItems, parseRequestId, parseView } from './parse.ts';

/** Buttons and the dialog for what is said about a request besides approving and rejecting it here. */
export function listenAfterDecision(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  click('take-back', (made) =>
    openFor(context, made, takeBackForm, ({ state }) => state.status === 'approved', notToTakeBack),
  );
  click('approved-in-iqies', (made) => decide(context, made, { deed: 'in-iqies', outcome: 'approved' }));
  click('rejected-in-iqies', (made) => decide(context, made, { deed: 'in-iqies', outcome: 'rejected' }));
  click('mail-came', (made) => herWord(context, made, mailCame(context.deps)));
  click('outcome-approved', (made) => herWord(context, made, (word) => recordOutcome(context.deps)(word, 'approved')));
  click('outcome-rejected', (made) => herWord(context, made, (word) => recordOutcome(context.deps)(word, 'rejected')));
  click('change', (made) => change(context, made));
  click('ask-again', ({ person, value }) => {
    const items = parseItems(value);
    return again(context, person, items?.requestId ?? null, 'same', items?.itemIds ?? []);
  });
  listenToTakeBack(app, context);
}

function notToTakeBack({ status }: ItemState): Refusal {
  if (status === 'active') return 'done-stays';
  return status === 'pending' ? 'nothing-to-take-back' : 'already-decided';
}

type HerWord = (word: {
  person: Click['person'];
  requestId: RequestId;
  itemIds: readonly ItemId[];
}) => Promise<Answer<number>>;

/** Records what the requester says; the list of her requests is shown true where the button stood in it. */
async function herWord(context: SlackContext, { person, value, dialog }: Click, work: HerWord): Promise<After> {
  const items = parseItems(value);
  if (items === null) return refuse('request-unknown');
  const answer = await work({ person, ...items });
  if (!answer.ok) return { say: refusals[answer.refusal] };
  return dialog === null ? {} : { replace: await requestsForm(context, person, 0) };
}

/** Withdraws what is undecided and opens the form filled in with it. Whoever may not ask keeps what she has. */
async function change(context: SlackContext, { person, value }: Click): Promise<After> {
  const { deps } = context;
  const requestId = parseRequestId(value) ?? '';
  const problem = mayOpen(deps, person);
  if (problem !== null) return refuse(problem);
  const before = await deps.ledger.read((record) => record.request(requestId));
  const answer = await withdrawRequest(deps)(person, requestId);
  if (!answer.ok) return { say: refusals[answer.refusal] };
  const after = await deps.ledger.read((record) => record.request(requestId));
  const withdrawn = (after?.items ?? []).filter(
    ({ id, state }) =>
      state.status === 'withdrawn' && before?.items.find((item) => item.id === id)?.state.status !== 'withdrawn',
  );
  const ids = withdrawn.map(({ id }) => id);
  const opened = await again(context, person, requestId, 'same', ids);
  return 'open' in opened && opened.open !== null ? { open: opened.open, notOpened: askedAnew.formKept } : opened;
}

/** The reason for taking an approval back: checked again when it is sent, because the record may have moved on. */
function listenToTakeBack(app: App, { accounts, deps, log, unavailable }: SlackContext): void {
  app.view({ callback_id: 'take-back', type: 'view_submission' }, async ({ ack, body, view }) => {
    const wrong = (text: string) => ack({ response_action: 'errors', errors: { words: text } });
    const parsed = parseView(view);
    const items = parsed === null ? null : parseItems(parsed.memo.items ?? '');
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong(refusals['account-unknown']);
      if (parsed === null || items === null) {
        await noteRefusal(deps)(person, 'request-unknown', 'take-back');
        return await wrong(refusals['request-unknown']);
      }
      const words = parsed.typed.words('words');
      const result = await decideRequest(deps)({ person, ...items, deed: { deed: 'take-back', words } });
      const refused = result.done.length > 0 ? undefined : result.refused[0];
      // On top of the card's own dialog both are done with; alone, only this one closes.
      if (refused === undefined)
        return await (view.root_view_id === view.id ? ack() : ack({ response_action: 'clear' }));
      log.info({ refusal: refused.refusal }, 'taking an approval back was refused');
      return await wrong(refusals[refused.refusal]);
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
}
