import type { Environment, OrganizationFields, Role } from './catalogue.ts';

/** What step 3 asks besides the organizations, as it is kept with the request (ground-truth A3). */
export interface Answers {
  /** State Agency General User; never required (000:140). */
  employeeId: string | null;
  /** "Are you a Surveyor?", State Agency General User in production; optional (000:144). null: not answered. */
  surveyor: boolean | null;
  /** Labels of contract organizations, exactly as iQIES prints them. */
  contractOrganizations: readonly string[];
  /** "Are you a New or Existing Surveyor?" (004:345). */
  surveyorStanding: 'new' | 'existing' | null;
  /** Contract Surveyor for a State; never required (004:351). */
  federalSurveyorId: string | null;
}

/** A request of which step 3 asked nothing more. */
export const noAnswers: Answers = {
  employeeId: null,
  surveyor: null,
  contractOrganizations: [],
  surveyorStanding: null,
  federalSurveyorId: null,
};

/** What does not fit together and is shown to the official, never refused. */
export type SurveyorHint = 'new-with-id' | 'existing-without-id';

/** A new surveyor with an ID, or an existing one without: worth a look before deciding. */
export function surveyorHint(answers: Answers, idAsked: boolean): SurveyorHint | null {
  if (answers.surveyorStanding === 'new' && answers.federalSurveyorId !== null) return 'new-with-id';
  return idAsked && answers.surveyorStanding === 'existing' && answers.federalSurveyorId === null
    ? 'existing-without-id'
    : null;
}

/** Whether "Are you a Surveyor?" is asked: left out in training and for CMS roles (004:266, 004:629). */
export function asksWhetherSurveyor(role: Role, environment: Environment): boolean {
  return role.id === 'state-agency-general-user' && environment === 'production';
}

/** Whether the State Agency Employee ID is asked: only the General User's screen shows it (000:140). */
export function asksEmployeeId(role: Role): boolean {
  return role.id === 'state-agency-general-user';
}

/** Whether step 3 has anything to ask: some roles need no organization (004:621). */
export function hasStep3(fields: OrganizationFields): boolean {
  return fields !== 'none';
}

/** Letters, digits and what stands between them in an ID; the job aids give no form. */
const idForm = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}$/;
/** Nobody's staff number is written like this. */
const socialSecurityForm = /^\d{3}-\d{2}-\d{4}$/;

/** Whether a typed ID can be one; the guard for free text does not read these fields. */
export function idProblem(typed: string): 'id-malformed' | 'holds-a-secret' | null {
  const id = typed.trim();
  if (id === '') return null;
  if (socialSecurityForm.test(id)) return 'holds-a-secret';
  return idForm.test(id) ? null : 'id-malformed';
}
