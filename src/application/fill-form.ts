import { organizationsPerRequest, roleById } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import type { CategoryId, RoleId } from '#domain/catalogue.ts';
import { type CcnProblem, parseCcn, splitPasted } from '#domain/ccn.ts';
import { secretIn } from '#domain/guard.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Draft, Step } from './draft.ts';
import type { KnownPerson } from './ledger.ts';
import { type Submitted, submitRequest } from './request-role.ts';

/** The request form as a person fills it, step by step, whatever platform shows it. */

/** What stands in the inputs of the step that was answered; null: the step has no such input. */
export interface Entries {
  category: CategoryId | null;
  roleId: RoleId | null;
  ccns: readonly string[] | null;
  pasted: string | null;
  keep: boolean | null;
  legalName: string | null;
  harpConfirmed: boolean | null;
  notVendor: boolean | null;
}

export type Field = 'category' | 'role' | 'places' | 'pasted' | 'keep' | 'legal-name' | 'harp' | 'not-vendor';

export type FieldProblem =
  | { field: Field; kind: 'refusal'; refusal: Refusal }
  | { field: Field; kind: 'ccns'; wrong: readonly { typed: string; problem: CcnProblem; suggestion: string | null }[] }
  | { field: Field; kind: 'too-many'; count: number };

export type Advanced =
  | { kind: 'step'; draft: Draft; note: 'category-not-taken' | null }
  | { kind: 'problem'; problem: FieldProblem }
  | { kind: 'submitted'; submitted: Submitted };

/** The draft to go on with: the one a person was at last, or a new one (with a role or facilities filled in). */
export function openDraft(deps: Deps) {
  const { drafts, now, newId } = deps;
  return async (person: KnownPerson, start: { roleId?: RoleId; ccns?: readonly string[] } | null): Promise<Draft> => {
    const latest = start === null ? await openDraftOf(deps)(person) : null;
    if (latest) return latest;
    const role = start?.roleId === undefined ? null : roleById(start.roleId);
    const draft: Draft = {
      id: newId(),
      personId: person.personId,
      step: role ? 'organizations' : start?.ccns ? 'role' : 'category',
      environment: 'production',
      category: role?.category ?? (start?.ccns ? 'provider' : null),
      roleId: role?.id ?? null,
      ccns: [...(start?.ccns ?? [])],
      pasted: '',
      kept: [...(start?.ccns ?? [])],
      legalName: '',
      harpConfirmed: false,
      notVendor: false,
      updatedAt: now(),
    };
    await drafts.save(draft);
    return draft;
  };
}

/** The draft a person was at last and has not submitted; a late save can leave one behind that was. */
export function openDraftOf({ drafts, ledger }: Deps) {
  return async (person: KnownPerson): Promise<Draft | null> => {
    const latest = await drafts.latestOf(person.personId);
    if (latest === null || latest.step === 'done') return null;
    return (await ledger.read((record) => record.requestOfDraft(latest.id))) === null ? latest : null;
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
    const before: Record<Step, Step> = {
      category: 'category',
      role: 'category',
      organizations: 'role',
      check: 'organizations',
      review: 'organizations',
      done: 'category',
    };
    const kept = { ...(await keepEntries(deps)(draft, step, entries)), step: before[step], updatedAt: deps.now() };
    await deps.drafts.save(kept);
    return kept;
  };
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

function withEntries(draft: Draft, entries: Entries): Draft {
  const category = entries.category ?? draft.category;
  const changed = entries.category !== null && entries.category !== draft.category;
  return {
    ...draft,
    category,
    roleId: entries.roleId ?? (changed ? null : draft.roleId),
    ccns: entries.ccns === null ? draft.ccns : [...new Set(entries.ccns)],
    pasted: free(entries.pasted) ?? draft.pasted,
    legalName: free(entries.legalName) ?? draft.legalName,
    harpConfirmed: entries.harpConfirmed ?? draft.harpConfirmed,
    notVendor: entries.notVendor ?? draft.notVendor,
  };
}

/** What somebody typed, unless it holds a secret: that is never kept, not even in a draft. */
const free = (typed: string | null): string | null => (typed !== null && secretIn(typed) !== null ? '' : typed);

async function nextStep(deps: Deps, draft: Draft, entries: Entries, person: KnownPerson): Promise<Advanced> {
  switch (draft.step) {
    case 'category':
      if (draft.category === null) return refused('category', 'category-not-taken');
      return deps.settings.categories.includes(draft.category)
        ? to(draft, 'role')
        : { kind: 'step', draft, note: 'category-not-taken' };
    case 'role':
      return draft.roleId === null || roleById(draft.roleId).category !== draft.category
        ? refused('role', 'role-missing')
        : to(draft, 'organizations');
    case 'organizations':
      return takeOrganizations(deps, draft);
    case 'check':
      return entries.keep ? to({ ...draft, kept: [...draft.ccns] }, 'review') : refused('keep', 'no-organization');
    case 'review':
      return belongsHere(deps, draft) ? submitDraft(deps, draft, person) : refused('harp', 'role-missing');
    case 'done':
      return submitDraft(deps, draft, person);
  }
}

/** The role of a draft is one of its category, and the category is taken here: each step checked it, Submit checks again. */
function belongsHere({ settings }: Deps, { category, roleId }: Draft): boolean {
  return (
    roleId !== null &&
    category !== null &&
    roleById(roleId).category === category &&
    settings.categories.includes(category)
  );
}

function secretField({ pasted, legalName }: Entries): Advanced | null {
  if (pasted !== null && secretIn(pasted) !== null) return refused('pasted', 'holds-a-secret');
  return legalName !== null && secretIn(legalName) !== null ? refused('legal-name', 'holds-a-secret') : null;
}

const to = (draft: Draft, step: Step): Advanced => ({ kind: 'step', draft: { ...draft, step }, note: null });
const refused = (field: Field, refusal: Refusal): Advanced => ({
  kind: 'problem',
  problem: { field, kind: 'refusal', refusal },
});

/** Reads the chosen and the pasted CCNs together; what no list knows is shown before it goes on. */
async function takeOrganizations(deps: Deps, draft: Draft): Promise<Advanced> {
  if (draft.roleId === null) return to(draft, 'role');
  const read = splitPasted(draft.pasted).map((typed) => ({ typed, parsed: parseCcn(typed, states) }));
  const wrong = read.flatMap(({ typed, parsed }) =>
    parsed.ok ? [] : [{ typed, problem: parsed.problem, suggestion: parsed.suggestion ?? null }],
  );
  if (wrong.length > 0) return { kind: 'problem', problem: { field: 'pasted', kind: 'ccns', wrong } };
  const ccns = [...new Set([...draft.ccns, ...read.flatMap(({ parsed }) => (parsed.ok ? [parsed.ccn] : []))])];
  if (ccns.length === 0) return refused('places', 'no-organization');
  if (ccns.length > organizationsPerRequest) {
    return {
      kind: 'problem',
      problem: {
        field: draft.ccns.length > organizationsPerRequest ? 'places' : 'pasted',
        kind: 'too-many',
        count: ccns.length,
      },
    };
  }
  const filled = { ...draft, ccns, pasted: '' };
  const { unknown, noNursingHomes } = await whatToCheck(deps, filled);
  return unknown.length > 0 || noNursingHomes ? to(filled, 'check') : to(filled, 'review');
}

/** What a person should look at before the review: numbers in no list, and roles that concern nursing homes only. */
export async function whatToCheck(
  { providers }: Pick<Deps, 'providers'>,
  draft: Draft,
): Promise<{ unknown: string[]; noNursingHomes: boolean }> {
  const found = await providers.find(draft.ccns);
  const unknown = draft.ccns.filter((ccn) => !found.has(ccn) && !draft.kept.includes(ccn));
  const homesOnly = draft.roleId !== null && roleById(draft.roleId).nursingHomesOnly !== undefined;
  const notKept = draft.ccns.filter((ccn) => !draft.kept.includes(ccn));
  return { unknown, noNursingHomes: homesOnly && notKept.some((ccn) => !isNursingHome(ccn)) };
}

function isNursingHome(ccn: string): boolean {
  const parsed = parseCcn(ccn, states);
  return parsed.ok && parsed.kind === 'nursing-home';
}

async function submitDraft(deps: Deps, draft: Draft, person: KnownPerson): Promise<Advanced> {
  const answer = await submitRequest(deps)(draft, person);
  if (answer.ok) return { kind: 'submitted', submitted: answer.value };
  const fields: Partial<Record<Refusal, Field>> = { 'vendor-not-excluded': 'not-vendor' };
  return refused(fields[answer.refusal] ?? 'harp', answer.refusal);
}
