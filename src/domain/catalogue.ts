import type { ContractorLine } from './organization.ts';
import type { Basis, Source } from './source.ts';

/** The words of iQIES for what a person picks: category, then role. Data stands in content/catalogue.ts. */

export type CategoryId =
  | 'accrediting-organization'
  | 'cms'
  | 'contractor'
  | 'federal-agency'
  | 'provider'
  | 'qio-qin'
  | 'state-agency'
  | 'vendor';

export type Environment = 'production' | 'training';
export const environments: readonly Environment[] = ['production', 'training'];

export interface Category {
  id: CategoryId;
  /** Exactly as iQIES prints it. */
  label: string;
  /** What it is for, in our words. */
  about: string;
  source: Source;
  /** Whether the job aids list roles for it. */
  rolesKnown: boolean;
}

/** What STEP 3 "Add Organizations" asks for a role (ground-truth A3). */
export type OrganizationFields =
  | 'providers'
  | 'state'
  | 'contract-surveyor'
  | 'contract-survey-admin'
  | 'contractor'
  | 'none';

/** Which security official decides requests for a role (rules, section 3). */
export type DecidedBy =
  | 'provider-official'
  | 'state-official'
  | 'state-or-cms-official'
  | 'contractor-official'
  | 'cms-official';

export interface Rule<T> {
  value: T;
  basis: Basis;
  /** Absent for assumptions: no document states them. */
  source?: Source;
}

export interface Role {
  id: RoleId;
  category: CategoryId;
  /** Exactly as iQIES prints it. */
  label: string;
  /** What a person with it can do, in our words, finishing "They could: ...". */
  could: string;
  /** What it can't do although people expect it. */
  cannot?: Rule<string>;
  source: Source;
  fields: Rule<OrganizationFields>;
  decidedBy: Rule<DecidedBy>;
  /** A security-official role gives authority over the roles of its kind. */
  official: boolean;
  /** Where the job aids show it: training is offered for the roles of document 004 only. */
  shownIn: readonly Environment[];
  /** The kind of contractor that a contractor role belongs to. */
  line?: ContractorLine;
  /** PBJ and plan of correction concern nursing homes. */
  nursingHomesOnly?: Rule<true>;
}

export const roleIds = [
  'assessment-submitter',
  'provider-administrator',
  'provider-assessment-coordinator',
  'provider-assessment-viewer',
  'provider-security-official',
  'provider-epoc-administrator',
  'pbj-submitter',
  'pbj-viewer',
  'state-agency-assessment-coordinator',
  'state-agency-security-official',
  'state-agency-general-user',
  'mds-extract-data-api-access',
  'mac-security-official',
  'mac-reports',
  'contract-surveyor',
  'mac-oasis-api-access',
  'mac-mds-api-access',
  'ado-mds-api-access',
  'ado-security-official',
  'ado-oasis-api-access',
  'clia-billing-contractor',
  'contract-survey-admin',
  'cms-view-only-user',
  'cms-general-user',
  'iqies-help-desk',
  'iqies-help-desk-production-control',
  'cms-security-official',
  'office-of-financial-management-user',
] as const;

export type RoleId = (typeof roleIds)[number];

/** Whether a text from outside names a role that exists. */
export function isRoleId(text: string): text is RoleId {
  return (roleIds as readonly string[]).includes(text);
}
