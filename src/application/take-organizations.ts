import { contractOrganizations, organizationsPerRequest, roleById } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { idProblem } from '#domain/answers.ts';
import type { Role } from '#domain/catalogue.ts';
import { parseCcn, splitPasted } from '#domain/ccn.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import { type Entries, type Moved, refused, to } from './entries.ts';
import { isContractorName } from './organizations-of-draft.ts';

/** Step 3: reads what was entered for the role and says what is wrong with it, or goes on (ground-truth A3). */
export async function takeOrganizations(deps: Deps, draft: Draft, entries: Entries): Promise<Moved> {
  if (draft.roleId === null) return to(draft, 'role');
  const role = roleById(draft.roleId);
  if (role.fields.value === 'providers') return takeProviders(deps, draft);
  // The fields of a State appear once State is chosen; where the platform was slower than the person, they are shown now.
  const stateToCome = draft.surveyFor === 'state' && entries.state === null && entries.federalId === null;
  if (role.fields.value === 'contract-surveyor' && stateToCome) return to(draft, 'organizations');
  const problem = step3Problem(draft);
  if (problem !== null) return problem;
  return to(role.fields.value === 'contractor' ? await knownContractor(deps, draft, role) : draft, 'review');
}

/** What is missing or wrong in step 3 of a draft; null when nothing is. Submit asks it again. */
export function step3Problem(draft: Draft): Moved | null {
  if (draft.roleId === null) return refused('role', 'role-missing');
  switch (roleById(draft.roleId).fields.value) {
    case 'providers':
      return draft.ccns.length === 0 ? refused('places', 'no-organization') : null;
    case 'state':
      return stateProblem(draft);
    case 'contract-surveyor':
      return contractSurveyorProblem(draft);
    case 'contract-survey-admin':
      return surveyorProblem(draft);
    case 'contractor':
      return contractorProblem(draft.contractor);
    case 'none':
      return null;
  }
}

/** Reads the chosen and the pasted CCNs together; what no list knows is shown before it goes on. */
async function takeProviders(deps: Deps, draft: Draft): Promise<Moved> {
  const read = splitPasted(draft.pasted).map((typed) => ({ typed, parsed: parseCcn(typed, states) }));
  const wrong = read.flatMap(({ typed, parsed }) =>
    parsed.ok ? [] : [{ typed, problem: parsed.problem, suggestion: parsed.suggestion ?? null }],
  );
  if (wrong.length > 0) return { kind: 'problem', problem: { field: 'pasted', kind: 'ccns', wrong } };
  const all = [...new Set([...draft.ccns, ...read.flatMap(({ parsed }) => (parsed.ok ? [parsed.ccn] : []))])];
  if (all.length === 0) return refused('places', 'no-organization');
  // More than one request takes are not refused: the rest is kept and offered as a second request.
  const filled = {
    ...draft,
    ccns: all.slice(0, organizationsPerRequest),
    later: [...new Set([...all.slice(organizationsPerRequest), ...draft.later])].filter(
      (ccn) => !all.slice(0, organizationsPerRequest).includes(ccn),
    ),
    pasted: '',
  };
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

function stateProblem(draft: Draft): Moved | null {
  if (!isState(draft.state)) return refused('state', 'state-missing');
  const problem = idProblem(draft.employeeId);
  return problem === null ? null : refused('employee-id', problem);
}

const isState = (code: string | null): boolean => states.some((state) => state.code === code);

/** For CMS, or for one State. */
function contractSurveyorProblem(draft: Draft): Moved | null {
  if (draft.surveyFor === null) return refused('survey-for', 'survey-for-missing');
  if (draft.surveyFor === 'state' && !isState(draft.state)) return refused('state', 'state-missing');
  const problem = surveyorProblem(draft);
  if (problem !== null || draft.surveyFor === 'cms') return problem;
  const malformed = idProblem(draft.federalId);
  if (malformed !== null) return refused('federal-id', malformed);
  return draft.federalId.trim() === draft.federalIdAgain.trim()
    ? null
    : refused('federal-id-again', 'federal-ids-differ');
}

/** What every contract surveyor says: for whom she works, and whether she is new. */
function surveyorProblem(draft: Draft): Moved | null {
  const known = contractOrganizations.map(({ label }) => label);
  if (draft.contractOrganizations.length === 0 || draft.contractOrganizations.some((label) => !known.includes(label)))
    return refused('contract-organizations', 'contract-organization-missing');
  return draft.surveyorStanding === null ? refused('surveyor-standing', 'surveyor-standing-missing') : null;
}

function contractorProblem(typed: string): Moved | null {
  const name = oneLine(typed);
  if (name === '') return refused('contractor', 'contractor-missing');
  return isContractorName(name) ? null : refused('contractor', 'contractor-malformed');
}

const oneLine = (typed: string): string => typed.trim().replace(/\s+/g, ' ');

/** A contractor that is known here keeps its spelling, so that its officials are found. */
async function knownContractor(deps: Deps, draft: Draft, role: Role): Promise<Draft> {
  const name = oneLine(draft.contractor);
  const known = await deps.ledger.read((record) => record.contractors(role.line ?? 'mac'));
  return { ...draft, contractor: known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name };
}
