import { roleById } from '#content/catalogue.ts';
import { type Answers, asksEmployeeId, asksWhetherSurveyor } from '#domain/answers.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { type Organization, parseOrganizationKey } from '#domain/organization.ts';
import type { Draft } from './draft.ts';
import type { StoredRequest } from './ledger.ts';

/** Where a draft's role is asked for: what each kind of step 3 comes to (rules, section 2). */
export function organizationsOf(draft: Draft): Organization[] {
  if (draft.roleId === null) return [];
  const role = roleById(draft.roleId);
  const state: Organization[] = draft.state === null ? [] : [{ kind: 'state', code: draft.state }];
  switch (role.fields.value) {
    case 'providers':
      return draft.ccns.map((ccn) => ({ kind: 'provider', ccn }));
    case 'state':
      return state;
    case 'contract-surveyor':
      return draft.surveyFor === null ? [] : draft.surveyFor === 'cms' ? [{ kind: 'cms' }] : state;
    case 'contractor': {
      const name = draft.contractor.trim();
      return name === '' || role.line === undefined ? [] : [{ kind: 'contractor', line: role.line, name }];
    }
    case 'contract-survey-admin':
    case 'none':
      return [{ kind: 'cms' }];
  }
}

/** What step 3 asked besides the organizations; fields that the role does not ask for are left out. */
export function answersOf(draft: Draft): Answers {
  const role = draft.roleId === null ? null : roleById(draft.roleId);
  const fields = role?.fields.value;
  const surveyor = fields === 'contract-surveyor' || fields === 'contract-survey-admin';
  const withId = fields === 'contract-surveyor' && draft.surveyFor === 'state';
  return {
    employeeId: role !== null && asksEmployeeId(role) ? draft.employeeId.trim() || null : null,
    surveyor: role !== null && asksWhetherSurveyor(role, draft.environment) ? draft.surveyor : null,
    contractOrganizations: surveyor ? draft.contractOrganizations : [],
    surveyorStanding: surveyor ? draft.surveyorStanding : null,
    federalSurveyorId: withId ? draft.federalId.trim() || null : null,
  };
}

/** What a form can begin with instead of empty. */
export type Start = Partial<Omit<Draft, 'id' | 'personId' | 'step' | 'updatedAt'>>;

/**
 * A request as the start of another: asked again, changed, or the same facilities with another role.
 * @param organizations keys of the organizations to take over; those of other kinds than the role's are of no use to it
 * @param roleId another role; null leaves the choice open
 */
export function startFrom(
  request: StoredRequest,
  items: StoredRequest['items'],
  roleId: RoleId | null = request.roleId,
): Start {
  const ccns = items.flatMap(({ organization }) => (organization.kind === 'provider' ? [organization.ccn] : []));
  const state = items.flatMap(({ organization }) => (organization.kind === 'state' ? [organization.code] : []))[0];
  const contractor = items.flatMap(({ organization }) =>
    organization.kind === 'contractor' ? [organization.name] : [],
  )[0];
  const { answers, environment, legalName, id } = request;
  return {
    environment,
    category: roleById(roleId ?? request.roleId).category,
    roleId,
    ccns,
    kept: ccns,
    state: state ?? null,
    surveyFor:
      roleById(request.roleId).fields.value === 'contract-surveyor' ? (state === undefined ? 'cms' : 'state') : null,
    contractor: contractor ?? '',
    employeeId: answers.employeeId ?? '',
    surveyor: answers.surveyor,
    contractOrganizations: [...answers.contractOrganizations],
    surveyorStanding: answers.surveyorStanding,
    federalId: answers.federalSurveyorId ?? '',
    federalIdAgain: answers.federalSurveyorId ?? '',
    legalName: legalName ?? '',
    previousId: id,
  };
}

/** Whether a contractor's name can stand in an organization's key. */
export function isContractorName(name: string): boolean {
  return parseOrganizationKey(`contractor:mac/${name}`) !== null && !/[\p{Cc}|]/u.test(name);
}
