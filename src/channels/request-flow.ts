import type { Deps } from '#application/deps.ts';
import { type Draft, emptyDraft, type Step } from '#application/draft.ts';
import type { Entries, Field, FieldProblem } from '#application/entries.ts';
import { type Advanced, advance, keepEntries, openChain, openDraft, stepBack } from '#application/fill-form.ts';
import type { KnownPerson } from '#application/ledger.ts';
import type { Start } from '#application/organizations-of-draft.ts';
import { showRequest } from '#application/shown.ts';
import { categories, roleById } from '#content/catalogue.ts';
import { ccnProblem } from '#copy/ccn-problems.ts';
import { categoryNotTaken, namesForCcns, wrongCcns } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { sentForm } from '#views/after-submit.ts';
import type { Form } from '#views/elements.ts';
import { requestForm } from '#views/request-form.ts';
import { describeStep } from './describe-step.ts';

type FlowAnswer = { form: Form } | { problem: { field: Field; text: string } };

/** The request form for any platform: opens it, moves it, and says what is wrong with an entry. */
export interface RequestFlow {
  open(person: KnownPerson, start: Start | null): Promise<Form>;
  /** Next or Submit. */
  next(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<FlowAnswer | { gone: true }>;
  /** The facilities of the chain that the form names, or what is missing for that. */
  chain(draftId: string, entries: Entries, person: KnownPerson): Promise<FlowAnswer | { gone: true }>;
  /** Keeps a choice, and gives the form anew where the choice changes what is asked. */
  chosen(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<Form | null>;
  back(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<Form | null>;
  /** The form at this step with what stands in it now, which is kept. */
  asItIs(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<Form | null>;
  /** Keeps what stands in the form now. */
  keep(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<void>;
  /** The review at another page of facilities. */
  page(draftId: string, entries: Entries, page: number, person: KnownPerson): Promise<Form | null>;
}

export function requestFlow(deps: Deps): RequestFlow {
  const mine = async (draftId: string, person: KnownPerson): Promise<Draft | null> => {
    const draft = await deps.drafts.get(draftId);
    return draft !== null && draft.personId === person.personId ? draft : null;
  };
  const show = (draft: Draft, person: KnownPerson, note: string | null, page = 0) =>
    describeStep(deps, draft, person, note, page).then((step) => requestForm(draft.id, String(draft.updatedAt), step));
  return {
    async open(person, start) {
      return show(await openDraft(deps)(person, start), person, null);
    },
    async next(draftId, step, entries, person) {
      const draft = (await mine(draftId, person)) ?? (await submittedDraft(deps, draftId, person));
      if (draft === null) return { gone: true };
      // What was submitted is answered as it was: the empty draft that stands for it has no step 3 to look at.
      const advanced = await advance(deps)(draft, draft.step === 'done' ? 'done' : step, entries, person);
      return outcome(deps, advanced, person, show);
    },
    async chain(draftId, entries, person) {
      const draft = await mine(draftId, person);
      if (draft === null) return { gone: true };
      const opened = await openChain(deps)(draft, entries);
      if (opened.kind !== 'problem') return outcome(deps, opened, person, show);
      // A button has no field to put an error at, and a message would come up behind the form: it stands in the form.
      return { form: await show((await mine(draftId, person)) ?? draft, person, problemText(opened.problem)) };
    },
    async chosen(draftId, step, entries, person) {
      const draft = await mine(draftId, person);
      if (draft === null) return null;
      const kept = await keepEntries(deps)(draft, step, entries);
      return entries.surveyFor !== null && entries.surveyFor !== draft.surveyFor ? show(kept, person, null) : null;
    },
    async back(draftId, step, entries, person) {
      const draft = await mine(draftId, person);
      return draft === null ? null : show(await stepBack(deps)(draft, step, entries), person, null);
    },
    async asItIs(draftId, step, entries, person) {
      const draft = await mine(draftId, person);
      return draft === null ? null : show(await keepEntries(deps)(draft, step, entries), person, null);
    },
    async keep(draftId, step, entries, person) {
      const draft = await mine(draftId, person);
      if (draft !== null) await keepEntries(deps)(draft, step, entries);
    },
    async page(draftId, entries, page, person) {
      const draft = await mine(draftId, person);
      return draft === null ? null : show(await keepEntries(deps)(draft, 'review', entries), person, null, page);
    },
  };
}

/** A draft that is gone because it was submitted: pressing Submit again leads to the same request. */
async function submittedDraft({ ledger, now }: Deps, draftId: string, person: KnownPerson): Promise<Draft | null> {
  const request = await ledger.read((record) => record.requestOfDraft(draftId));
  if (request === null || request.requesterId !== person.personId) return null;
  const { roleId, environment } = request;
  const { category } = roleById(roleId);
  return { ...emptyDraft(draftId, person.personId, now()), step: 'done', environment, category, roleId };
}

async function outcome(
  deps: Deps,
  advanced: Advanced,
  person: KnownPerson,
  show: (draft: Draft, person: KnownPerson, note: string | null) => Promise<Form>,
): Promise<FlowAnswer> {
  switch (advanced.kind) {
    case 'problem':
      return { problem: { field: advanced.problem.field, text: problemText(advanced.problem) } };
    case 'step':
      return { form: await show(advanced.draft, person, advanced.note === null ? null : notTaken(advanced.draft)) };
    case 'submitted': {
      const { request, stays, restDraftId, later } = advanced.submitted;
      const shown = await deps.ledger.read((record) => showRequest(record, request));
      return {
        form: sentForm(
          shown,
          stays.map((place) => ({ ...place, draftId: restDraftId ?? '' })),
          later,
        ),
      };
    }
  }
}

/** What is wrong with an entry, in words. */
export function problemText(problem: FieldProblem): string {
  switch (problem.kind) {
    case 'refusal':
      return refusals[problem.refusal];
    case 'ccns': {
      if (problem.wrong.every(({ typed }) => !/\d/.test(typed))) return namesForCcns;
      const named = problem.wrong
        .slice(0, 5)
        .map(({ typed, problem: what, suggestion }) => ccnProblem(typed, what, suggestion));
      return wrongCcns(named, problem.wrong.length - named.length);
    }
  }
}

function notTaken(draft: Draft): string {
  const category = categories.find(({ id }) => id === draft.category);
  if (category === undefined) return refusals['category-not-taken'];
  if (category.id === 'vendor') return categoryNotTaken.vendor;
  return category.rolesKnown ? categoryNotTaken.notHere(category.label) : categoryNotTaken.rolesUnknown(category.label);
}
