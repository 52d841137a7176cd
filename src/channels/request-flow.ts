import type { Deps } from '#application/deps.ts';
import type { Draft, Step } from '#application/draft.ts';
import {
  type Advanced,
  advance,
  type Entries,
  type Field,
  type FieldProblem,
  keepEntries,
  openDraft,
  stepBack,
  whatToCheck,
} from '#application/fill-form.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { planRequest } from '#application/request-role.ts';
import { showRequest } from '#application/shown.ts';
import { categories, roleById } from '#content/catalogue.ts';
import { ccnProblem } from '#copy/ccn-problems.ts';
import { categoryNotTaken, tooMany, wrongCcns } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { shortLabel } from '#domain/provider.ts';
import { sentForm } from '#views/after-submit.ts';
import type { Form, Option } from '#views/elements.ts';
import type { FormStep } from '#views/form-step.ts';
import { requestForm } from '#views/request-form.ts';

/** The request form for any platform: opens it, moves it, and says what is wrong with an entry. */
export interface RequestFlow {
  open(person: KnownPerson, start: { roleId?: RoleId; ccns?: readonly string[] } | null): Promise<Form>;
  /** Next or Submit. */
  next(
    draftId: string,
    step: Step,
    entries: Entries,
    person: KnownPerson,
  ): Promise<{ form: Form } | { problem: { field: Field; text: string } } | { gone: true }>;
  back(draftId: string, step: Step, entries: Entries, person: KnownPerson): Promise<Form | null>;
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
    describe(deps, draft, person, note, page).then((step) => requestForm(draft.id, String(draft.updatedAt), step));
  return {
    async open(person, start) {
      return show(await openDraft(deps)(person, start), person, null);
    },
    async next(draftId, step, entries, person) {
      const draft = (await mine(draftId, person)) ?? (await submittedDraft(deps, draftId, person));
      if (draft === null) return { gone: true };
      const advanced = await advance(deps)(draft, step, entries, person);
      return outcome(deps, advanced, person, show);
    },
    async back(draftId, step, entries, person) {
      const draft = await mine(draftId, person);
      return draft === null ? null : show(await stepBack(deps)(draft, step, entries), person, null);
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
  const kept = { ccns: [], pasted: '', kept: [], legalName: '', harpConfirmed: true, notVendor: true };
  return {
    id: draftId,
    personId: person.personId,
    step: 'done',
    environment,
    category: roleById(roleId).category,
    roleId,
    ...kept,
    updatedAt: now(),
  };
}

async function outcome(
  deps: Deps,
  advanced: Advanced,
  person: KnownPerson,
  show: (draft: Draft, person: KnownPerson, note: string | null) => Promise<Form>,
): Promise<{ form: Form } | { problem: { field: Field; text: string } }> {
  switch (advanced.kind) {
    case 'problem':
      return { problem: { field: advanced.problem.field, text: problemText(advanced.problem) } };
    case 'step':
      return { form: await show(advanced.draft, person, advanced.note === null ? null : notTaken(advanced.draft)) };
    case 'submitted': {
      const { request, stays } = advanced.submitted;
      const shown = await deps.ledger.read((record) => showRequest(record, request));
      return { form: sentForm(shown, stays.length) };
    }
  }
}

function problemText(problem: FieldProblem): string {
  switch (problem.kind) {
    case 'refusal':
      return refusals[problem.refusal];
    case 'ccns': {
      const named = problem.wrong
        .slice(0, 5)
        .map(({ typed, problem: what, suggestion }) => ccnProblem(typed, what, suggestion));
      return wrongCcns(named, problem.wrong.length - named.length);
    }
    case 'too-many':
      return tooMany(problem.count);
  }
}

function notTaken(draft: Draft): string {
  const category = categories.find(({ id }) => id === draft.category);
  if (category === undefined) return refusals['category-not-taken'];
  if (category.id === 'vendor') return categoryNotTaken.vendor;
  return category.rolesKnown ? categoryNotTaken.notHere(category.label) : categoryNotTaken.rolesUnknown(category.label);
}

/** What the form shows at the draft's step. A draft that lost its role (an older one) starts over at the category. */
async function describe(
  deps: Deps,
  draft: Draft,
  person: KnownPerson,
  note: string | null,
  page: number,
): Promise<FormStep> {
  const { step, category, roleId } = draft;
  const fromTheStart: FormStep = { step: 'category', chosen: category, note };
  switch (step) {
    case 'category':
    case 'done':
      return fromTheStart;
    case 'role':
      return category === null ? fromTheStart : { step, category, chosen: roleId };
    case 'organizations':
      if (roleId === null) return fromTheStart;
      return { step, roleId, chosen: await chosenOptions(deps, draft), pasted: draft.pasted, note };
    case 'check': {
      if (roleId === null) return fromTheStart;
      const { unknown, noNursingHomes } = await whatToCheck(deps, draft);
      const near = await Promise.all(
        unknown.slice(0, 25).map(async (ccn) => ({
          ccn,
          near: (await deps.providers.near(ccn)).slice(0, 2).map((row) => shortLabel(row)),
        })),
      );
      return { step, roleId, unknown: near, asOf: (await deps.providers.listDate()) ?? '', noNursingHomes };
    }
    case 'review': {
      if (roleId === null) return fromTheStart;
      const { legalName, harpConfirmed, notVendor } = draft;
      return {
        step,
        roleId,
        planned: await planRequest(deps)(draft, person),
        legalName,
        harpConfirmed,
        notVendor,
        page,
      };
    }
  }
}

async function chosenOptions({ providers }: Deps, draft: Draft): Promise<Option[]> {
  const found = await providers.find(draft.ccns);
  return draft.ccns.map((ccn) => {
    const row = found.get(ccn);
    return { value: ccn, label: row ? shortLabel(row) : `CCN ${ccn}` };
  });
}
