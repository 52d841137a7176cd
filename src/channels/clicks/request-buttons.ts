import { type Deed, decideRequest } from '#application/decide-request.ts';
import type { Deps } from '#application/deps.ts';
import { pickUpDraft } from '#application/fill-form.ts';
import { markRequestSent, withdrawRequest } from '#application/follow-request.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { myRequests } from '#application/my-requests.ts';
import { type Start, startFrom } from '#application/organizations-of-draft.ts';
import { hersOf } from '#application/shown.ts';
import { askedToSend } from '#copy/card.ts';
import { refusals } from '#copy/refusals.ts';
import type { RoleId } from '#domain/catalogue.ts';
import type { ItemId, ItemState, RequestId } from '#domain/item.ts';
import { type AccountProblem, requesterProblem } from '#domain/person.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { ShownItem } from '#domain/shown.ts';
import { stepsForm } from '#views/after-submit.ts';
import { cardForm, rejectForm, requestDetails } from '#views/decide-forms.ts';
import type { Form } from '#views/elements.ts';
import { myRequestsForm, requestsPerPage } from '#views/home.ts';
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
import { parseItems, parseRequestId } from './ids.ts';
import { rejectionField, rejectionOf } from './rejection.ts';
import { type Forms, type Submission, wrong } from './submission.ts';

/** Buttons on cards, messages and Home that every request has. */
export function requestButtons(context: ClickContext): Buttons {
  const page = acts(async ({ person, value }) => ({
    replace: await requestsForm(context, person, /^\d{1,4}$/.test(value) ? Number(value) : 0),
  }));
  return {
    approve: acts((made) => decide(context, made, { deed: 'approve' })),
    done: acts((made) => decide(context, made, { deed: 'done' })),
    'ask-to-send': acts((made) => decide(context, made, { deed: 'ask-to-send' })),
    reject: opens((made) => openFor(context, made, rejectForm, ({ state }) => state.status === 'pending')),
    details: opens((made) => openFor(context, made, requestDetails)),
    'open-card': opens((made) => openCard(context, made)),
    withdraw: acts(async ({ person, value, dialog }) => {
      const answer = await withdrawRequest(context.deps)(person, parseRequestId(value) ?? '');
      if (!answer.ok) return { say: refusals[answer.refusal] };
      return dialog === null ? {} : { replace: await requestsForm(context, person, 0) };
    }),
    sent: acts(async ({ person, value }) => {
      const answer = await markRequestSent(context.deps)(person, parseRequestId(value) ?? '');
      if (!answer.ok) return { say: refusals[answer.refusal] };
      const request = await shown(context, parseRequestId(value));
      return request === null ? {} : { replace: { ...stepsForm(request), memo: { request: request.id } } };
    }),
    'iqies-steps': opens(async ({ person, value }) => {
      const request = await shown(context, parseRequestId(value));
      if (request === null) return refuse('request-unknown');
      return request.requester.personId === person.personId ? { open: stepsForm(request) } : refuse('not-your-request');
    }),
    'request-role': opens(({ person }) => openRequest(context, person, null)),
    'my-requests': opens(async ({ person }) => ({ open: await requestsForm(context, person, 0) })),
    'requests-earlier': page,
    'requests-later': page,
    'resume-draft': opens(async ({ person, value }) => {
      if (value !== '') await pickUpDraft(context.deps)(person, value);
      return openRequest(context, person, null);
    }),
    'ask-better': opens((made) => askBetter(context, made)),
    'another-role': opens(({ person, value }) => again(context, person, parseRequestId(value), null)),
    'second-request': opens(({ person, value }) => again(context, person, parseRequestId(value), 'same', [], true)),
  };
}

async function openCard(context: ClickContext, { person, value }: Click): Promise<After> {
  const request = await shown(context, parseRequestId(value));
  if (request === null) return refuse('request-unknown');
  const hers = hersOf(request, person.personId);
  return hers.length > 0 ? { open: cardForm(request, person.personId, hers) } : refuse('not-official-here');
}

/** The form with the role that the official named when she rejected. */
async function askBetter(context: ClickContext, { person, value }: Click): Promise<After> {
  const items = parseItems(value);
  const request = items === null ? null : await shown(context, items.requestId);
  if (items === null || request === null || request.requester.personId !== person.personId)
    return refuse('not-your-request');
  const rejected = request.items.filter((item) => items.itemIds.includes(item.id));
  const better = rejected.flatMap(({ state }) =>
    state.status === 'rejected' && state.betterRole !== null ? [state.betterRole] : [],
  )[0];
  return again(context, person, request.id, better ?? null, items.itemIds);
}

/** The dialog of a person's requests, at a page of it. */
export async function requestsForm({ deps }: ClickContext, person: KnownPerson, page: number) {
  return myRequestsForm(await myRequests(deps)(person, page, requestsPerPage), person.timeZone);
}

/**
 * The form filled in from an earlier request of hers.
 * @param roleId another role, the same one, or null: to be chosen
 * @param itemIds only these; all when there are none
 * @param otherPlace the second State, or CMS besides a State: the place is left open
 */
export async function again(
  context: ClickContext,
  person: KnownPerson,
  requestId: RequestId | null,
  roleId: RoleId | 'same' | null,
  itemIds: readonly ItemId[] = [],
  otherPlace = false,
): Promise<After> {
  const request = requestId === null ? null : await context.deps.ledger.read((record) => record.request(requestId));
  if (request === null || request.requesterId !== person.personId) return refuse('not-your-request');
  const items = itemIds.length === 0 ? request.items : request.items.filter((item) => itemIds.includes(item.id));
  const start = startFrom(request, items, roleId === 'same' ? request.roleId : roleId);
  return openRequest(
    context,
    person,
    otherPlace ? { ...start, state: null, surveyFor: null, previousId: null } : start,
  );
}

/** The request form, for those who may ask; without an address one can draft, and Submit says what is missing. */
export async function openRequest(
  { deps, flow }: ClickContext,
  person: KnownPerson,
  start: Start | null,
): Promise<After> {
  const problem = mayOpen(deps, person);
  return problem === null ? { open: await flow.open(person, start) } : refuse(problem);
}

/** Why somebody may not open the request form; null when she may. */
export function mayOpen({ settings }: Deps, { account }: KnownPerson): AccountProblem | null {
  const problem = requesterProblem(account, settings.guestsMayRequest);
  return problem === 'email-missing' ? null : problem;
}

/** Does the deed. Where the card stands in a dialog, that is shown true at once, like its copies in messages. */
export async function decide(context: ClickContext, made: Click, deed: Deed): Promise<After> {
  const { deps } = context;
  const { person, value, once } = made;
  const items = parseItems(value);
  if (items === null) return refuse('request-unknown');
  const result = await decideRequest(deps)({ person, ...items, deed, once });
  const [refused] = result.refused;
  const request = refused === undefined || result.done.length > 0 ? await shown(context, items.requestId) : null;
  if (request !== null) {
    // Nothing changes on the card, which would leave her wondering whether it was taken.
    if (deed.deed === 'ask-to-send' && made.dialog === null) return { tell: askedToSend(request) };
    const card = cardForm(request, person.personId, hersOf(request, person.personId));
    // Details stand on top of the card where that is a dialog too.
    return { replace: card, root: card };
  }
  if (refused?.refusal === 'confirm-first') return confirmFirst(context, made, deed, items);
  return refused === undefined ? {} : { say: await refusalWords(deps, items.requestId, refused.refusal, person) };
}

/** A dialog about items, for those who may decide them; what is shown to nobody else. */
export async function openFor(
  context: ClickContext,
  { person, value }: Click,
  form: typeof requestDetails,
  wanted: (item: ShownItem) => boolean = () => true,
  tooLate: (state: ItemState) => Refusal = () => 'already-decided',
): Promise<After> {
  const items = parseItems(value);
  const request = items === null ? null : await shown(context, items.requestId);
  if (items === null || request === null) return refuse('request-unknown');
  const hers = hersOf(request, person.personId);
  const open = request.items.filter(
    (item) => items.itemIds.includes(item.id) && hers.includes(item.id) && wanted(item),
  );
  if (open.length > 0)
    return {
      open: form(
        request,
        open.map((item) => item.id),
      ),
    };
  const late = request.items.find((item) => items.itemIds.includes(item.id) && hers.includes(item.id));
  const refusal =
    request.requester.personId === person.personId ? 'own-request' : late ? tooLate(late.state) : 'not-official-here';
  return { say: await refusalWords(context.deps, request.id, refusal, person), refuse: refusal };
}

/** A form about items as it is asked now; null when none of them is the person's to decide. */
export async function itemsForm(
  context: ClickContext,
  { person, memo }: Submission,
  form: typeof requestDetails,
): Promise<Form | null> {
  const items = parseItems(memo.items ?? '');
  const request = items === null ? null : await shown(context, items.requestId);
  const hers = request === null ? [] : hersOf(request, person.personId);
  const ids = items?.itemIds.filter((id) => hers.includes(id)) ?? [];
  return request === null || ids.length === 0 ? null : form(request, ids);
}

/** The reason for a rejection: checked again when it is sent, because the record may have moved on meanwhile. */
export function rejectForms(context: ClickContext): Forms {
  return {
    reject: {
      field: 'words',
      again: (sent) => itemsForm(context, sent, rejectForm),
      async send(sent) {
        const { person, memo, typed, once } = sent;
        const items = parseItems(memo.items ?? '');
        if (items === null) return wrong('request-unknown');
        const deed = { deed: 'reject', rejection: rejectionOf(typed) } as const;
        const { done, refused } = await decideRequest(context.deps)({ person, ...items, deed, once });
        const first = done.length > 0 ? undefined : refused[0];
        if (first?.refusal === 'confirm-first') return confirmNext(context, sent, deed, items);
        return first === undefined ? { close: 'all' } : wrong(first.refusal, rejectionField(first.refusal));
      },
    },
  };
}
