import type { StepId } from '#domain/checklist.ts';
import type { Source } from '#domain/source.ts';

/** Where the job aids describe a step, with words that stand in that line. */
interface StepSource {
  source: Source;
  says: string;
}

const at = (document: Source['document'], line: number, says: string): StepSource => ({
  source: { document, line },
  says,
});

/** The steps of the list as the job aids have them; those that only this bot has are not here. */
export const stepSources: Partial<Record<StepId, readonly StepSource[]>> = {
  'harp-account': [at('003', 38, 'harp.cms.gov/register'), at('004', 62, 'profile information for identity proofing')],
  'eidm-log-in': [at('002', 15, 'login to HARP using your EIDM login information')],
  'two-factor': [at('003', 42, 'set up two-factor authentication'), at('004', 195, 'Do not click')],
  'second-log-in': [at('002', 16, 'login to HARP a second time')],
  'first-log-in': [
    at('001', 42, 'https://iqies.cms.gov/'),
    at('004', 209, 'https://iqies.cms.gov/'),
    at('004', 210, 'https://training-iqies.cms.gov/'),
  ],
  'role-request': [at('003', 50, 'Request User Role')],
  'iqies-step': [at('003', 55, 'Submit Request')],
  approval: [at('001', 238, 'several days'), at('003', 66, 'approves each iQIES user role')],
  active: [at('003', 66, 'once the role is')],
  disciplines: [at('004', 382, 'Log back into iQIES once the role has been approved')],
};

export const problemIds = [
  'identity-failed',
  'experian-number',
  'no-ssn-online',
  'email-exists',
  'profile-next-grey',
  'no-confirmation-mail',
  'eidm-forgotten',
  'set-up-two-factor',
  'code-missing',
  'code-refused',
  'new-phone',
  'do-not-sign-in',
  'second-log-in-why',
  'how-to-log-in',
  'password-forgotten',
  'training-order',
  'which-category',
  'which-role',
  'ccn-refused',
  'no-official',
  'request-button-gone',
  'request-steps',
  'how-long',
  'no-mail',
  'was-rejected',
  'approved-no-entry',
  'permissions-wrong',
  'banner-missing-discipline',
  'which-discipline',
] as const;
export type ProblemId = (typeof problemIds)[number];

/** The article that helps with each problem. */
export const articleOf = {
  'identity-failed': 'retry-proofing',
  'experian-number': 'reference-number',
  'no-ssn-online': 'manual-proofing',
  'email-exists': 'email-already-exists',
  'profile-next-grey': 'harp-next-grey-profile',
  'no-confirmation-mail': 'confirmation-email',
  'eidm-forgotten': 'qualitynet-help-desk',
  'set-up-two-factor': 'two-factor-first-setup',
  'code-missing': 'code-never-came',
  'code-refused': 'code-submit-grey',
  'new-phone': 'new-phone',
  'do-not-sign-in': 'after-setup-do-not-click',
  'second-log-in-why': 'eidm-login-twice',
  'how-to-log-in': 'log-in-steps',
  'password-forgotten': 'forgot-password',
  'training-order': 'training-login-order',
  'which-category': 'which-category',
  'which-role': 'provider-roles-list',
  'ccn-refused': 'ccn-invalid',
  'no-official': 'no-security-official',
  'request-button-gone': 'second-role-button',
  'request-steps': 'request-steps-provider',
  'how-long': 'how-long-approval-takes',
  'no-mail': 'no-mail-a-week',
  'was-rejected': 'rejected-what-now',
  'approved-no-entry': 'approved-cant-get-in',
  'permissions-wrong': 'permissions-wrong',
  'banner-missing-discipline': 'missing-discipline',
  'which-discipline': 'which-disciplines',
} as const satisfies Record<ProblemId, string>;

/** What people are stuck with at each step; `training`: there only. */
const problems: Record<StepId, readonly (ProblemId | { training: ProblemId })[]> = {
  'harp-account': [
    'identity-failed',
    'experian-number',
    'no-ssn-online',
    'email-exists',
    'profile-next-grey',
    'no-confirmation-mail',
  ],
  'eidm-log-in': ['email-exists', 'eidm-forgotten'],
  'two-factor': ['set-up-two-factor', 'code-missing', 'code-refused', 'new-phone', { training: 'do-not-sign-in' }],
  'second-log-in': ['second-log-in-why', 'eidm-forgotten', 'code-missing', 'new-phone'],
  'first-log-in': [
    { training: 'training-order' },
    'how-to-log-in',
    'code-missing',
    'new-phone',
    'password-forgotten',
    { training: 'do-not-sign-in' },
  ],
  'role-request': ['which-category', 'which-role', 'ccn-refused', 'no-official'],
  'iqies-step': [
    'request-steps',
    'request-button-gone',
    'ccn-refused',
    'how-to-log-in',
    { training: 'training-order' },
  ],
  approval: ['how-long', 'no-mail', 'was-rejected'],
  active: ['approved-no-entry', 'permissions-wrong', 'no-mail'],
  disciplines: ['banner-missing-discipline', 'which-discipline'],
};

/** What to offer somebody who is stuck at a step, in order. */
export function problemsOf(step: StepId, training: boolean): ProblemId[] {
  return problems[step].flatMap((one) => (typeof one === 'string' ? [one] : training ? [one.training] : []));
}
