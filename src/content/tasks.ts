import type { RoleId } from '#domain/catalogue.ts';

/**
 * What people want to do, and the roles that let them, the narrowest first. It leads from a task to a role; what a role can't
 * do stands with the role in catalogue.ts.
 */
export interface TaskOfPeople {
  id: TaskId;
  label: string;
  roles: readonly RoleId[];
}

export const taskIds = [
  'upload-assessments',
  'correct-assessments',
  'see-reports',
  'plan-of-correction',
  'submit-pbj',
  'see-pbj',
  'approve-others',
  'survey',
  'state-agency-basic',
  'fetch-by-api',
] as const;

export type TaskId = (typeof taskIds)[number];

export const tasks: readonly TaskOfPeople[] = [
  { id: 'upload-assessments', label: 'Upload assessment files', roles: ['assessment-submitter'] },
  {
    id: 'correct-assessments',
    label: 'Enter, change or inactivate assessments',
    roles: ['provider-administrator', 'state-agency-assessment-coordinator'],
  },
  {
    id: 'see-reports',
    label: 'See assessments and reports',
    roles: ['provider-assessment-viewer', 'state-agency-general-user', 'mac-reports', 'cms-view-only-user'],
  },
  { id: 'plan-of-correction', label: 'Enter a plan of correction (ePOC)', roles: ['provider-epoc-administrator'] },
  { id: 'submit-pbj', label: 'Upload payroll-based journal (PBJ) data', roles: ['pbj-submitter'] },
  { id: 'see-pbj', label: 'See payroll-based journal (PBJ) data', roles: ['pbj-viewer'] },
  {
    id: 'approve-others',
    label: 'Approve other people’s roles',
    roles: [
      'provider-security-official',
      'state-agency-security-official',
      'mac-security-official',
      'cms-security-official',
    ],
  },
  { id: 'survey', label: 'Survey facilities', roles: ['state-agency-general-user', 'contract-surveyor'] },
  { id: 'state-agency-basic', label: 'Begin at a State agency', roles: ['state-agency-general-user'] },
  {
    id: 'fetch-by-api',
    label: 'Fetch assessments by API',
    roles: ['mds-extract-data-api-access', 'mac-mds-api-access'],
  },
];
