import { categories, organizationsPerRequest, roleById } from '#content/catalogue.ts';
import { type TaskOfPeople, tasks } from '#content/tasks.ts';
import { hasStep3 } from '#domain/answers.ts';
import type { CategoryId } from '#domain/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { type Draft, emptyDraft, type Step } from './draft.ts';
import {
  type Entries,
  type Field,
  type FieldProblem,
  type Moved,
  refused,
  secretField,
  to,
  withEntries,
} from './entries.ts';
import type { KnownPerson } from './ledger.ts';
import { organizationsOf, type Start } from './organizations-of-draft.ts';
import { type Submitted, submitRequest } from './request-role.ts';
import { step3Problem, takeOrganizations } from './take-organizations.ts';

/** The request form as a person fills it, step by step, whatever platform shows it. */

export type Advanced =
  | { kind: 'step'; draft: Draft; note: 'category-not-taken' | null }
  | { kind: 'problem'; problem: FieldProblem }
  | { kind: 'submitted'; submitted: Submitted };

/** The draft to go on with: the one a person was at last, or a new one with what it starts from. */
export function openDraft(deps: Deps) {
  const { drafts, now, newId } = deps;
  return async (person: KnownPerson, start: Start | null): Promise<Draft> => {
    const latest = start === null ? await openDraftOf(deps)(person) : null;
    if (latest) return latest;
    const draft = { ...emptyDraft(newId(), person.personId, now()), ...start };
    draft.category ??= draft.roleId === null ? null : roleById(draft.roleId).category;
    draft.step = firstStep(draft);
    // The same begun once more takes the place of the first: a button pressed twice leaves one form.
    for (const before of start === null ? [] : await drafts.allOf(person.personId))
      if (beganLike(draft, before)) await drafts.remove(before);
    await drafts.save(draft);
    return draft;
  };
}

/** Two drafts for the same role at the same organizations. */
function beganLike(one: Draft, other: Draft): boolean {
  const keys = (draft: Draft) => organizationsOf(draft).map(organizationKey);
  const same = one.roleId === other.roleId && one.environment === other.environment;
  return same && keys(one).join() === keys(other).join() && one.ccns.join() === other.ccns.join();
}

/** Makes a draft of hers the one she goes on with: by its id, or by `ROLE|ORGANIZATION` that it asks for. */
export function pickUpDraft({ drafts }: Deps) {
  return async (person: KnownPerson, wanted: string): Promise<void> => {
    const all = await drafts.allOf(person.personId);
    const found = all.find(
      (draft) =>
        draft.id === wanted ||
        organizationsOf(draft).some((organization) => `${draft.roleId}|${organizationKey(organization)}` === wanted),
    );
    if (found !== undefined) await drafts.save(found);
  };
}

/** Where a form begins that has something in it already. */
function firstStep({ category, roleId }: Draft): Step {
  if (roleId !== null) return hasStep3(roleById(roleId).fields.value) ? 'organizations' : 'review';
  return category === null ? 'category' : 'role';
}

/** The draft a person was at last and has not submitted; a late save can leave one behind that was. */
export function openDraftOf({ drafts, ledger }: Deps) {
  return async (person: KnownPerson): Promise<Draft | null> => {
    for (;;) {
      const latest = await drafts.latestOf(person.personId);
      if (latest === null) return null;
      const submitted = await ledger.read((record) => record.requestOfDraft(latest.id));
      if (latest.step !== 'done' && submitted === null) return latest;
      // What was submitted makes room for the one before: she may have begun another form beside it.
      await drafts.remove(latest);
    }
  };
}

/** All forms that a person began and has not submitted, the one she was at last first. */
export function openDraftsOf(deps: Deps) {
  const { drafts, ledger } = deps;
  return async (person: KnownPerson): Promise<Draft[]> => {
    const begun = (await drafts.allOf(person.personId)).filter(({ step }) => step !== 'done');
    if (begun.length === 0) return [];
    return ledger.read(async (record) => {
      const open: Draft[] = [];
      for (const draft of begun) if ((await record.requestOfDraft(draft.id)) === null) open.push(draft);
      return open;
    });
  };
}

/** Keeps what was typed without moving on: the form may be closed at any moment. */
export function keepEntries({ drafts, now }: Deps) {
  return async (draft: Draft, step: Step, entries: Entries): Promise<Draft> => {
    const kept = { ...withEntries({ ...draft, step }, entries), updatedAt: now() };
    await drafts.save(kept);
    return kept;
  };
}

/** One step back, with everything kept. */
export function stepBack(deps: Deps) {
  return async (draft: Draft, step: Step, entries: Entries): Promise<Draft> => {
    const kept = await keepEntries(deps)(draft, step, entries);
    const moved = { ...kept, step: stepBefore(kept), updatedAt: deps.now() };
    await deps.drafts.save(moved);
    return moved;
  };
}

function stepBefore({ step, roleId }: Draft): Step {
  switch (step) {
    case 'category':
    case 'role':
    case 'done':
      return 'category';
    case 'organizations':
      return 'role';
    case 'chain':
    case 'check':
      return 'organizations';
    case 'review':
      return roleId !== null && hasStep3(roleById(roleId).fields.value) ? 'organizations' : 'role';
  }
}

/** Next, or Submit at the review. */
export function advance(deps: Deps) {
  return async (draft: Draft, step: Step, entries: Entries, person: KnownPerson): Promise<Advanced> => {
    const filled = { ...withEntries({ ...draft, step }, entries), updatedAt: deps.now() };
    const advanced = secretField(entries) ?? (await nextStep(deps, filled, entries, person));
    if (advanced.kind === 'step') await deps.drafts.save(advanced.draft);
    if (advanced.kind === 'problem') await deps.drafts.save(filled);
    return advanced;
  };
}

async function nextStep(deps: Deps, draft: Draft, entries: Entries, person: KnownPerson): Promise<Advanced> {
  switch (draft.step) {
    case 'category':
      return takeCategory(deps, draft, entries);
    case 'role':
      return takeRole(draft);
    case 'organizations':
      return takeOrganizations(deps, draft, entries);
    case 'chain':
      return takeChain(deps, draft, entries);
    case 'check':
      return entries.keep ? to({ ...draft, kept: [...draft.ccns] }, 'review') : refused('keep', 'no-organization');
    case 'review':
      // A draft that stands a step earlier than its form, as after a power cut: the form follows it.
      if (draft.roleId === null) return to(draft, draft.category === null ? 'category' : 'role');
      if (!belongsHere(deps, draft)) return refused('harp', 'role-missing');
      return step3Problem(draft) === null ? submitDraft(deps, draft, person) : to(draft, 'organizations');
    case 'done':
      return submitDraft(deps, draft, person);
  }
}

/** A category, a task, or both: a task leads to its role, in the category that was chosen where it has several. */
function takeCategory({ settings }: Deps, draft: Draft, entries: Entries): Moved {
  const task = entries.taskId === null ? null : (tasks.find(({ id }) => id === entries.taskId) ?? null);
  const led = task === null ? null : roleOfTask(task, entries.category, settings);
  if (task !== null && led === null) return refused('category', 'task-needs-category');
  const category = led === null ? draft.category : roleById(led).category;
  if (category === null) return refused('category', 'category-missing');
  const taken = { ...draft, category, roleId: led ?? draft.roleId, taskId: task?.id ?? null };
  return isTaken(settings, category) ? to(taken, 'role') : { kind: 'step', draft: taken, note: 'category-not-taken' };
}

/** Roles can be asked for in the categories that are shown here and for which the documents name roles. */
function isTaken(settings: Deps['settings'], category: CategoryId): boolean {
  return (
    settings.categories.includes(category) && categories.some(({ id, rolesKnown }) => id === category && rolesKnown)
  );
}

function roleOfTask(task: TaskOfPeople, category: Draft['category'], settings: Deps['settings']) {
  const roles = task.roles.filter((roleId) => isTaken(settings, roleById(roleId).category));
  const wanted = category === null ? roles : roles.filter((roleId) => roleById(roleId).category === category);
  return wanted.length === 1 || (category !== null && wanted.length > 0) ? (wanted[0] ?? null) : null;
}

/** Training is offered for the roles that document 004 shows there; for the others nothing is described. */
function takeRole(draft: Draft): Moved {
  if (draft.roleId === null) return refused('role', 'role-missing');
  const role = roleById(draft.roleId);
  if (role.category !== draft.category) return refused('role', 'role-missing');
  if (draft.environment === 'training' && !role.shownIn.includes('training'))
    return refused('environment', 'environment-not-described');
  return to(draft, hasStep3(role.fields.value) ? 'organizations' : 'review');
}

/** Adds the ticked facilities of a chain to those of the form. */
async function takeChain({ providers }: Deps, draft: Draft, entries: Entries): Promise<Moved> {
  const offered = await chainOf(providers, draft);
  if (offered === null) return to(draft, 'organizations');
  const all = offered.rows.map(({ ccn }) => ccn);
  const wanted = entries.chainAll ? all : (entries.chainCcns ?? []).filter((ccn) => all.includes(ccn));
  if (wanted.length === 0) return refused('chain-all', 'no-organization');
  return to(
    { ...draft, ccns: [...new Set([...draft.ccns, ...wanted])].slice(0, organizationsPerRequest) },
    'organizations',
  );
}

/** The chain of the first facility in the form that has one, with its facilities; null when none of them names a chain. */
export async function chainOf(providers: Deps['providers'], draft: Draft) {
  const found = await providers.find(draft.ccns);
  const name = draft.ccns.map((ccn) => found.get(ccn)?.chain ?? null).find((chain) => chain !== null);
  if (!name) return null;
  const { rows, more } = await providers.chain(name, organizationsPerRequest);
  return { name, rows, more };
}

/** Opens the list of a chain's facilities. */
export function openChain(deps: Deps) {
  return async (draft: Draft, entries: Entries): Promise<Advanced> => {
    const kept = await keepEntries(deps)(draft, 'organizations', entries);
    if ((await chainOf(deps.providers, kept)) === null) return refused('places', 'no-chain');
    const moved = { ...kept, step: 'chain' as const, updatedAt: deps.now() };
    await deps.drafts.save(moved);
    return { kind: 'step', draft: moved, note: null };
  };
}

/** The role of a draft is one of its category, and the category is taken here: each step checked it, Submit checks again. */
function belongsHere({ settings }: Deps, { category, roleId, environment }: Draft): boolean {
  return (
    roleId !== null &&
    category !== null &&
    roleById(roleId).category === category &&
    isTaken(settings, category) &&
    (environment === 'production' || roleById(roleId).shownIn.includes(environment))
  );
}

async function submitDraft(deps: Deps, draft: Draft, person: KnownPerson): Promise<Advanced> {
  const answer = await submitRequest(deps)(draft, person);
  if (answer.ok) return { kind: 'submitted', submitted: answer.value };
  const fields: Partial<Record<Refusal, Field>> = {
    'vendor-not-excluded': 'not-vendor',
    'general-user-first': 'general-user',
  };
  return refused(fields[answer.refusal] ?? 'harp', answer.refusal);
}
