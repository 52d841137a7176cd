import type { TaskId } from '#content/tasks.ts';
import type { CategoryId, Environment, RoleId } from '#domain/catalogue.ts';
import type { CcnProblem } from '#domain/ccn.ts';
import { secretIn } from '#domain/guard.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Draft, Step } from './draft.ts';

/** What stands in the inputs of the step that was answered; null: the step has no such input. */
export interface Entries {
  category: CategoryId | null;
  taskId: TaskId | null;
  roleId: RoleId | null;
  environment: Environment | null;
  ccns: readonly string[] | null;
  pasted: string | null;
  state: string | null;
  employeeId: string | null;
  surveyor: 'yes' | 'no' | 'skip' | null;
  surveyFor: 'cms' | 'state' | null;
  contractOrganizations: readonly string[] | null;
  surveyorStanding: 'new' | 'existing' | null;
  federalId: string | null;
  federalIdAgain: string | null;
  contractorKnown: string | null;
  contractor: string | null;
  chainAll: boolean | null;
  chainCcns: readonly string[] | null;
  keep: boolean | null;
  saysGeneralUser: boolean | null;
  legalName: string | null;
  harpConfirmed: boolean | null;
  notVendor: boolean | null;
}

export type Field =
  | 'category'
  | 'task'
  | 'role'
  | 'environment'
  | 'places'
  | 'pasted'
  | 'state'
  | 'employee-id'
  | 'surveyor'
  | 'survey-for'
  | 'contract-organizations'
  | 'surveyor-standing'
  | 'federal-id'
  | 'federal-id-again'
  | 'contractor-known'
  | 'contractor'
  | 'chain-all'
  | 'chain-places'
  | 'keep'
  | 'general-user'
  | 'legal-name'
  | 'harp'
  | 'not-vendor';

export type FieldProblem =
  | { field: Field; kind: 'refusal'; refusal: Refusal }
  | { field: Field; kind: 'ccns'; wrong: readonly { typed: string; problem: CcnProblem; suggestion: string | null }[] };

/** What came of pressing Next, besides a submit: the next step, or what is wrong with an entry. */
export type Moved =
  | { kind: 'step'; draft: Draft; note: 'category-not-taken' | null }
  | { kind: 'problem'; problem: FieldProblem };

/** On to a step. */
export const to = (draft: Draft, step: Step): Moved => ({ kind: 'step', draft: { ...draft, step }, note: null });

/** An entry that can't be taken. */
export const refused = (field: Field, refusal: Refusal): Moved => ({
  kind: 'problem',
  problem: { field, kind: 'refusal', refusal },
});

/** The draft with what was entered. Free words that hold a secret are not kept, not even in a draft. */
export function withEntries(draft: Draft, entries: Entries): Draft {
  const category = entries.category ?? draft.category;
  const changed = entries.category !== null && entries.category !== draft.category;
  return {
    ...draft,
    category,
    taskId: entries.taskId ?? draft.taskId,
    roleId: entries.roleId ?? (changed ? null : draft.roleId),
    environment: entries.environment ?? draft.environment,
    ccns: entries.ccns === null ? draft.ccns : [...new Set(entries.ccns)],
    pasted: free(entries.pasted) ?? draft.pasted,
    state: entries.state ?? draft.state,
    employeeId: entries.employeeId ?? draft.employeeId,
    surveyor:
      entries.surveyor === null ? draft.surveyor : entries.surveyor === 'skip' ? null : entries.surveyor === 'yes',
    surveyFor: entries.surveyFor ?? draft.surveyFor,
    contractOrganizations:
      entries.contractOrganizations === null
        ? draft.contractOrganizations
        : [...new Set(entries.contractOrganizations)],
    surveyorStanding: entries.surveyorStanding ?? draft.surveyorStanding,
    federalId: entries.federalId ?? draft.federalId,
    federalIdAgain: entries.federalIdAgain ?? draft.federalIdAgain,
    contractor: free(entries.contractor)?.trim() || entries.contractorKnown || draft.contractor,
    saysGeneralUser: entries.saysGeneralUser ?? draft.saysGeneralUser,
    legalName: free(entries.legalName) ?? draft.legalName,
    harpConfirmed: entries.harpConfirmed ?? draft.harpConfirmed,
    notVendor: entries.notVendor ?? draft.notVendor,
  };
}

const free = (typed: string | null): string | null => (typed !== null && secretIn(typed) !== null ? '' : typed);

/** The free text that holds a secret, if one does. Fields for IDs are read by their own rule. */
export function secretField({ pasted, legalName, contractor }: Entries): Moved | null {
  if (pasted !== null && secretIn(pasted) !== null) return refused('pasted', 'holds-a-secret');
  if (contractor !== null && secretIn(contractor) !== null) return refused('contractor', 'holds-a-secret');
  return legalName !== null && secretIn(legalName) !== null ? refused('legal-name', 'holds-a-secret') : null;
}
