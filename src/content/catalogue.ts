import type { Category, DecidedBy, Environment, OrganizationFields, Role, RoleId, Rule } from '#domain/catalogue.ts';
import type { DocumentId, Source } from '#domain/source.ts';

/**
 * Categories and roles of iQIES. Labels are exactly those of the job aids (a test compares them); what a role can do
 * is said in our words. Each rule names its source, or says that it is an assumption.
 */

const at = (document: DocumentId, line: number): Source => ({ document, line });
const stated = <T>(value: T, document: DocumentId, line: number): Rule<T> => ({
  value,
  basis: 'stated',
  source: at(document, line),
});
const assumed = <T>(value: T): Rule<T> => ({ value, basis: 'assumption' });

export const categories: readonly Category[] = [
  {
    id: 'accrediting-organization',
    label: 'Accrediting Organization',
    about: 'Runs and surveys deemed health care providers.',
    source: at('001', 110),
    rolesKnown: false,
  },
  { id: 'cms', label: 'CMS', about: 'CMS staff and help desks.', source: at('001', 112), rolesKnown: true },
  {
    id: 'contractor',
    label: 'Contractor',
    about: 'Contract surveyors, MACs and other contractors of CMS.',
    source: at('001', 114),
    rolesKnown: true,
  },
  {
    id: 'federal-agency',
    label: 'Federal Agency',
    about: 'Other federal agencies.',
    source: at('001', 116),
    rolesKnown: false,
  },
  {
    id: 'provider',
    label: 'Provider',
    about: 'Nursing homes, home health agencies, hospices, hospitals and others.',
    source: at('001', 118),
    rolesKnown: true,
  },
  {
    id: 'qio-qin',
    label: 'QIO/QIN',
    about: 'Quality improvement organizations that support quality measures.',
    source: at('001', 120),
    rolesKnown: false,
  },
  {
    id: 'state-agency',
    label: 'State Agency',
    about: 'State survey and certification, and patient assessment management.',
    source: at('001', 122),
    rolesKnown: true,
  },
  {
    id: 'vendor',
    label: 'Vendor',
    about: 'Submits data and assessments for providers.',
    source: at('001', 124),
    rolesKnown: false,
  },
];

const inProduction: readonly Environment[] = ['production'];
const inBoth: readonly Environment[] = ['production', 'training'];
const inTraining: readonly Environment[] = ['training'];
const providers: Rule<OrganizationFields> = stated('providers', '001', 192);
const itsProviderOfficial: Rule<DecidedBy> = stated('provider-official', '003', 66);
const stateField: Rule<OrganizationFields> = assumed('state');
const itsStateOfficial: Rule<DecidedBy> = stated('state-official', '000', 79);
const contractorField: Rule<OrganizationFields> = assumed('contractor');
const itsContractorOfficial: Rule<DecidedBy> = assumed('contractor-official');
const theCmsOfficial: Rule<DecidedBy> = assumed('cms-official');
const noUpload = 'upload assessment files';
const nursingHomes: Rule<true> = assumed(true);

const provider = (id: RoleId, label: string, line: number, could: string, more: Partial<Role> = {}): Role => ({
  id,
  category: 'provider',
  label,
  could,
  source: at('001', line),
  fields: providers,
  decidedBy: itsProviderOfficial,
  official: false,
  shownIn: inProduction,
  ...more,
});
const state = (id: RoleId, label: string, line: number, could: string, more: Partial<Role> = {}): Role => ({
  id,
  category: 'state-agency',
  label,
  could,
  source: at('000', line),
  fields: stateField,
  decidedBy: itsStateOfficial,
  official: false,
  shownIn: inProduction,
  ...more,
});
const contractor = (id: RoleId, label: string, line: number, could: string, more: Partial<Role> = {}): Role => ({
  id,
  category: 'contractor',
  label,
  could,
  source: at('004', line),
  fields: contractorField,
  decidedBy: itsContractorOfficial,
  official: false,
  shownIn: inProduction,
  ...more,
});
const cms = (id: RoleId, label: string, line: number, could: string, more: Partial<Role> = {}): Role => ({
  id,
  category: 'cms',
  label,
  could,
  source: at('004', line),
  fields: assumed('none'),
  decidedBy: theCmsOfficial,
  official: false,
  shownIn: inProduction,
  ...more,
});

export const roles: readonly Role[] = [
  provider('assessment-submitter', 'Assessment Submitter', 140, 'upload patient assessments, see reports'),
  provider(
    'provider-administrator',
    'Provider Administrator',
    142,
    'manage profiles; create, change and inactivate assessments; see reports',
    { cannot: stated(noUpload, '001', 143) },
  ),
  provider(
    'provider-assessment-coordinator',
    'Provider Assessment Coordinator',
    144,
    'manage patient profiles; create, manage and submit assessments; see reports',
    { cannot: stated(noUpload, '002', 34) },
  ),
  provider(
    'provider-assessment-viewer',
    'Provider Assessment Viewer',
    146,
    'look at patient profiles, assessments and reports',
    { cannot: stated(noUpload, '001', 147) },
  ),
  provider(
    'provider-security-official',
    'Provider Security Official',
    148,
    'decide who gets a role there; upload and manage assessments; see reports',
    { official: true },
  ),
  provider(
    'provider-epoc-administrator',
    'Provider ePOC Administrator',
    150,
    'see posted deficiencies; enter the plan of correction and completion dates',
    { nursingHomesOnly: nursingHomes },
  ),
  provider(
    'pbj-submitter',
    'PBJ Submitter',
    152,
    'upload, edit and see payroll-based journal (PBJ) data; see reports',
    { nursingHomesOnly: nursingHomes },
  ),
  provider('pbj-viewer', 'PBJ Viewer', 154, 'see payroll-based journal (PBJ) data and reports', {
    nursingHomesOnly: nursingHomes,
  }),

  state(
    'state-agency-assessment-coordinator',
    'State Agency Assessment Coordinator',
    113,
    'manage ICD-10 exclusions, profiles and assessments; run provider reports',
  ),
  state(
    'state-agency-security-official',
    'State Agency Security Official for S&C',
    115,
    'decide who gets a role at the State agency; manage user profiles',
    { official: true, decidedBy: assumed('state-official') },
  ),
  state(
    'state-agency-general-user',
    'State Agency S&C General User',
    117,
    'read provider information; more can be added by the State official later',
    { shownIn: inBoth, fields: stated('state', '000', 135) },
  ),
  state('mds-extract-data-api-access', 'MDS Extract Data API Access', 119, 'use the MDS extract data API'),

  contractor(
    'mac-security-official',
    'Medicare Administrative Contractor Security Official',
    297,
    'decide who gets an account at the Medicare Administrative Contractor',
    { official: true, decidedBy: theCmsOfficial, line: 'mac' },
  ),
  contractor('mac-reports', 'MAC Reports', 299, 'run reports for a Medicare Administrative Contractor', {
    line: 'mac',
  }),
  contractor('contract-surveyor', 'Contract Surveyor', 301, 'survey under contract for CMS or for one State', {
    shownIn: inTraining,
    fields: stated('contract-surveyor', '004', 329),
    decidedBy: assumed('state-or-cms-official'),
  }),
  contractor('mac-oasis-api-access', 'MAC OASIS API Access', 303, 'fetch OASIS assessments by API', { line: 'mac' }),
  contractor('mac-mds-api-access', 'MAC MDS API Access', 305, 'fetch MDS assessments by API', { line: 'mac' }),
  contractor('ado-mds-api-access', 'ADO MDS API Access', 307, 'fetch MDS assessments by API', { line: 'ado' }),
  contractor(
    'ado-security-official',
    'ADO Contractor Security Official',
    309,
    'decide who gets an account at the ADO contractor',
    { official: true, decidedBy: theCmsOfficial, line: 'ado' },
  ),
  contractor('ado-oasis-api-access', 'ADO OASIS API Access', 311, 'fetch OASIS assessments by API', { line: 'ado' }),
  contractor(
    'clia-billing-contractor',
    'CLIA Billing Contractor',
    313,
    'use the CLIA functions for billing contractors',
    { fields: assumed('none'), decidedBy: theCmsOfficial },
  ),
  contractor('contract-survey-admin', 'Contract Survey Admin', 315, 'coordinate and manage surveys that CMS directs', {
    shownIn: inTraining,
    fields: stated('contract-survey-admin', '004', 42),
    decidedBy: theCmsOfficial,
  }),

  cms('cms-view-only-user', 'CMS View Only User', 685, 'look at patient profiles, assessments and reports', {
    shownIn: inTraining,
    fields: stated('none', '004', 710),
  }),
  cms(
    'cms-general-user',
    'CMS General User',
    687,
    'manage providers, approve deemed providers, read assessments, run reports',
    { shownIn: inTraining, fields: stated('none', '004', 621) },
  ),
  cms('iqies-help-desk', 'iQIES Help Desk', 689, 'support iQIES users'),
  cms(
    'iqies-help-desk-production-control',
    'iQIES Help Desk Production Control',
    691,
    'approve, reject and remove user requests; manage assessments; run reports',
  ),
  cms('cms-security-official', 'CMS Security Official', 693, 'decide who gets an iQIES account', { official: true }),
  cms(
    'office-of-financial-management-user',
    'Office of Financial Management User',
    695,
    'track CMPTS cases and record payments',
  ),
];

const byId = new Map(roles.map((role) => [role.id, role]));

/**
 * The role with an id.
 * @throws when the id is not in the catalogue; ids from outside are checked with isRoleId first.
 */
export function roleById(id: RoleId): Role {
  const role = byId.get(id);
  if (role === undefined) throw new Error(`no role ${id} in the catalogue`);
  return role;
}

/** The role with exactly this label or id (case does not matter), as an operator writes it in a file; null when unknown. */
export function roleByName(name: string): Role | null {
  const wanted = name.trim().toLowerCase();
  return roles.find((role) => role.label.toLowerCase() === wanted || role.id === wanted) ?? null;
}

/** The most organizations that one request takes here (rules, section 2). */
export const organizationsPerRequest = 100;

/** The contract organizations of the surveyor form (004, figure 25). */
export const contractOrganizations: readonly { label: string; source: Source }[] = [
  { label: 'Ascellon Corporation', source: at('004', 525) },
  { label: 'ASCT Services', source: at('004', 526) },
  { label: 'CertiSurv', source: at('004', 527) },
  { label: 'Copeland and Conner Healthcare Staffing', source: at('004', 528) },
  { label: 'Healthcare Management Solutions', source: at('004', 529) },
  { label: 'University of Colorado', source: at('004', 530) },
];
