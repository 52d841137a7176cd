import type { KnownPerson } from '#application/ledger.ts';
import { finishReview, markRole, mayMark, removeMarked } from '#application/review.ts';
import { reviewList, reviewResult } from '#application/review-list.ts';
import { refusals } from '#copy/refusals.ts';
import { reviewWords } from '#copy/role-review.ts';
import type { Form } from '#views/elements.ts';
import { markForm, reviewForm, reviewPerPage, reviewSummaryForm } from '#views/role-review.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { parseRoleRef } from './role-ref.ts';
import { type Forms, wrong, wrongUnrecorded } from './submission.ts';

/** A review of who has what: the one list of an official, its marks, and what came of it. */
export function reviewButtons(context: ClickContext): Buttons {
  const { deps } = context;
  const page = acts((made) => show(context, made.person, made.value, (form) => ({ replace: form })));
  return {
    'review-open': opens(({ person }) => show(context, person, '0', (form) => ({ open: form }))),
    'review-earlier': page,
    'review-later': page,
    'review-mark': opens(async ({ person, value }) => {
      const named = parseRoleRef(value);
      const refusal = named === null ? 'role-over' : await mayMark(deps)(person, named.ref);
      return refusal === null ? { open: markForm(value) } : refuse(refusal);
    }),
    'review-unmark': acts(async ({ person, value }) => {
      const named = parseRoleRef(value);
      if (named === null) return refuse('role-over');
      const answer = await markRole(deps)(person, named.ref, null, false);
      const said = answer.ok ? {} : { say: refusals[answer.refusal] };
      const form = await listNow(context, person, named.page);
      return form === null ? said : { replace: form, ...said };
    }),
    'review-finish': acts((made) => finish(context, made)),
    'review-remove': acts((made) => remove(context, made)),
  };
}

async function show(
  { deps }: ClickContext,
  person: KnownPerson,
  page: string,
  shown: (form: Form) => After,
): Promise<After> {
  const found = await reviewList(deps)(person, pageOf(page), reviewPerPage);
  return found.ok ? shown(reviewForm(found.value)) : refuse(found.refusal);
}

async function listNow({ deps }: ClickContext, person: KnownPerson, page: string): Promise<Form | null> {
  const found = await reviewList(deps)(person, pageOf(page), reviewPerPage);
  return found.ok ? reviewForm(found.value) : null;
}

const pageOf = (value: string): number => (/^\d{1,4}$/.test(value) ? Number(value) : 0);

/** "All others are right": what came of it takes the list's place. */
async function finish(context: ClickContext, { person, dialog }: Click): Promise<After> {
  const answer = await finishReview(context.deps)(person);
  if (answer.ok) return (await summaryNow(context, person, answer.value)) ?? {};
  const said = { say: refusals[answer.refusal] };
  const list = dialog === null ? null : await listNow(context, person, '0');
  return list === null ? said : { replace: list, ...said };
}

async function summaryNow({ deps }: ClickContext, { personId }: KnownPerson, reviewId: string): Promise<After | null> {
  const result = await deps.ledger.read((record) => reviewResult(record, reviewId, personId));
  return result === null ? null : { replace: reviewSummaryForm(result) };
}

/** Removes what was marked; only this press does. */
async function remove(context: ClickContext, { person, value, dialog }: Click): Promise<After> {
  const reviewId = value.slice(0, 60);
  const answer = await removeMarked(context.deps)(person, reviewId);
  if (!answer.ok) return { say: refusals[answer.refusal] };
  const after = dialog === null ? null : await summaryNow(context, person, reviewId);
  return after ?? { tell: reviewWords.removed(answer.value) };
}

/** The reason of a mark. The form closes by itself; the list below it is shown true first. */
export function reviewForms(context: ClickContext): Forms {
  const below = (person: KnownPerson, value: string) => listNow(context, person, parseRoleRef(value)?.page ?? '0');
  return {
    'review-mark': {
      field: 'words',
      again: async ({ memo }) => (parseRoleRef(memo.role ?? '') === null ? null : markForm(memo.role ?? '')),
      below: ({ person, memo }) => below(person, memo.role ?? ''),
      async send({ person, memo, typed }) {
        const named = parseRoleRef(memo.role ?? '');
        if (named === null) return wrongUnrecorded('role-over');
        const answer = await markRole(context.deps)(person, named.ref, typed.words('words'), true);
        const list = await below(person, memo.role ?? '');
        const shown = list === null ? {} : { below: { form: list, root: list } };
        return answer.ok ? { close: 'this', ...shown } : { ...wrong(answer.refusal), ...shown };
      },
    },
  };
}
