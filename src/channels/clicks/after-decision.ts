import { mailCame, recordOutcome } from '#application/after-decision.ts';
import { decideRequest } from '#application/decide-request.ts';
import { withdrawRequest } from '#application/follow-request.ts';
import { moveItems } from '#application/move-provider.ts';
import { askedAnew } from '#copy/after-decision.ts';
import { refusals } from '#copy/refusals.ts';
import type { ItemId, ItemState, RequestId } from '#domain/item.ts';
import type { Answer, Refusal } from '#domain/refusal.ts';
import { takeBackForm } from '#views/after-decision.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { confirmNext } from './confirm-official.ts';
import { parseItems, parseRequestId } from './ids.ts';
import { again, decide, itemsForm, mayOpen, openFor, openRequest, requestsForm } from './request-buttons.ts';
import { type Forms, wrong, wrongUnrecorded } from './submission.ts';

/** Buttons for what is said about a request besides approving and rejecting it here. */
export function afterDecisionButtons(context: ClickContext): Buttons {
  const { deps } = context;
  return {
    'take-back': opens((made) =>
      openFor(context, made, takeBackForm, ({ state }) => state.status === 'approved', notToTakeBack),
    ),
    'approved-in-iqies': acts((made) => decide(context, made, { deed: 'in-iqies', outcome: 'approved' })),
    'rejected-in-iqies': acts((made) => decide(context, made, { deed: 'in-iqies', outcome: 'rejected' })),
    'mail-came': acts((made) => herWord(context, made, mailCame(deps))),
    'outcome-approved': acts((made) => herWord(context, made, (word) => recordOutcome(deps)(word, 'approved'))),
    'outcome-rejected': acts((made) => herWord(context, made, (word) => recordOutcome(deps)(word, 'rejected'))),
    change: opens((made) => change(context, made)),
    'move-to': opens((made) => moveTo(context, made)),
    'ask-again': opens(({ person, value }) => {
      const items = parseItems(value);
      return again(context, person, items?.requestId ?? null, 'same', items?.itemIds ?? []);
    }),
  };
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
async function herWord(context: ClickContext, { person, value, dialog }: Click, work: HerWord): Promise<After> {
  const items = parseItems(value);
  if (items === null) return refuse('request-unknown');
  const answer = await work({ person, ...items });
  if (!answer.ok) return { say: refusals[answer.refusal] };
  return dialog === null ? {} : { replace: await requestsForm(context, person, 0) };
}

/** Withdraws what is undecided and opens the form filled in with it. Whoever may not ask keeps what she has. */
async function change(context: ClickContext, { person, value }: Click): Promise<After> {
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

/** Withdraws what waits at a facility's old number and opens the form filled in for the new one. */
async function moveTo(context: ClickContext, { person, value }: Click): Promise<After> {
  const items = parseItems(value);
  const problem = mayOpen(context.deps, person);
  if (items === null || problem !== null) return refuse(problem ?? 'request-unknown');
  const moved = await moveItems(context.deps)(person, items.requestId, items.itemIds);
  if (!moved.ok) return { say: refusals[moved.refusal] };
  const opened = await openRequest(context, person, moved.value);
  return 'open' in opened && opened.open !== null ? { open: opened.open, notOpened: askedAnew.formKept } : opened;
}

/** The reason for taking an approval back: checked again when it is sent, because the record may have moved on. */
export function takeBackForms(context: ClickContext): Forms {
  return {
    'take-back': {
      field: 'words',
      again: (sent) => itemsForm(context, sent, takeBackForm),
      async send(sent) {
        const { person, memo, typed, once } = sent;
        const items = parseItems(memo.items ?? '');
        if (items === null) return wrongUnrecorded('request-unknown');
        const deed = { deed: 'take-back', words: typed.words('words') } as const;
        const { done, refused } = await decideRequest(context.deps)({ person, ...items, deed, once });
        const first = done.length > 0 ? undefined : refused[0];
        if (first?.refusal === 'confirm-first') return confirmNext(context, sent, deed, items);
        return first === undefined ? { close: 'all' } : wrong(first.refusal);
      },
    },
  };
}
