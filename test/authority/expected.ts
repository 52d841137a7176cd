import type { RoleId } from '#domain/catalogue.ts';
import type { ItemState } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';

/**
 * Who may approve what, written by hand from the rules (sections 1 to 4), one line for each role. Nothing in this file is
 * computed by the product: it is what the product is held against.
 */

/** What pressing Approve gives somebody who decides the item, in each state of it. */
export const ofState: Record<ItemState['status'], 'approved' | Refusal> = {
  pending: 'approved',
  held: 'waiting-for-official',
  outside: 'decided-outside',
  approved: 'already-approved',
  active: 'already-approved',
  rejected: 'already-rejected',
  withdrawn: 'already-withdrawn',
  expired: 'already-expired',
};

/** 'decides': what `ofState` says. A refusal: that, whatever the state, so that a stranger learns nothing of it. */
export type Says = 'decides' | Refusal;

/** A security-official role at an organization, `ROLE@ORGANIZATION`. */
export type SeatName = `${RoleId}@${string}`;

export interface Line {
  role: RoleId;
  /** The organization that the request names. */
  at: string;
  /** Whose officials decide it (section 3). */
  here: SeatName;
  /** Officials of the same kind, or the nearest there is, at another organization. */
  elsewhere: SeatName;
  /** Officials of a neighbouring kind. */
  sibling: SeatName;
  /** A CMS Security Official while the organization has officials of its own. */
  cms: Says;
  /** A CMS Security Official when no official of the organization is known. */
  cmsWhenNone: Says;
}

const no = 'not-official-here';
const pso = 'provider-security-official@ccn:165326';
const otherPso = 'provider-security-official@ccn:165178';
const stateSo = 'state-agency-security-official@state:IA';
const otherStateSo = 'state-agency-security-official@state:MN';
const macSo = 'mac-security-official@contractor:mac/Prairie';
const otherMacSo = 'mac-security-official@contractor:mac/Lakeside';
const adoSo = 'ado-security-official@contractor:ado/Prairie';
const otherAdoSo = 'ado-security-official@contractor:ado/Lakeside';
const cmsSo = 'cms-security-official@cms';

// Provider: any PSO of that provider. Without one it is not known here; only the first PSO goes to CMS.
const provider = {
  at: 'ccn:165326',
  here: pso,
  elsewhere: otherPso,
  sibling: stateSo,
  cms: no,
  cmsWhenNone: no,
} as const;
// State Agency: the State's official. Without one it is not known here; only the first of them goes to CMS.
const state = {
  at: 'state:IA',
  here: stateSo,
  elsewhere: otherStateSo,
  sibling: pso,
  cms: no,
  cmsWhenNone: no,
} as const;
// MAC and ADO: that contractor's official, else CMS (assumption).
const mac = {
  at: 'contractor:mac/Prairie',
  here: macSo,
  elsewhere: otherMacSo,
  sibling: adoSo,
  cms: no,
  cmsWhenNone: 'decides',
} as const;
const ado = {
  at: 'contractor:ado/Prairie',
  here: adoSo,
  elsewhere: otherAdoSo,
  sibling: macSo,
  cms: no,
  cmsWhenNone: 'decides',
} as const;
// What CMS decides, nobody else does.
const byCms = { here: cmsSo, elsewhere: stateSo, cms: 'decides', cmsWhenNone: 'decides' } as const;

export const lines: readonly Line[] = [
  { role: 'assessment-submitter', ...provider },
  { role: 'provider-administrator', ...provider },
  { role: 'provider-assessment-coordinator', ...provider },
  { role: 'provider-assessment-viewer', ...provider },
  { role: 'provider-security-official', ...provider, cmsWhenNone: 'decides' },
  { role: 'provider-epoc-administrator', ...provider },
  { role: 'pbj-submitter', ...provider },
  { role: 'pbj-viewer', ...provider },
  { role: 'state-agency-assessment-coordinator', ...state },
  { role: 'state-agency-security-official', ...state, cmsWhenNone: 'decides' },
  { role: 'state-agency-general-user', ...state },
  { role: 'mds-extract-data-api-access', ...state },
  { role: 'mac-security-official', ...byCms, at: 'contractor:mac/Prairie', sibling: macSo },
  { role: 'mac-reports', ...mac },
  { role: 'contract-surveyor', ...state, sibling: macSo, cmsWhenNone: 'decides' },
  { role: 'contract-surveyor', ...byCms, at: 'cms', sibling: macSo },
  { role: 'mac-oasis-api-access', ...mac },
  { role: 'mac-mds-api-access', ...mac },
  { role: 'ado-mds-api-access', ...ado },
  { role: 'ado-security-official', ...byCms, at: 'contractor:ado/Prairie', sibling: adoSo },
  { role: 'ado-oasis-api-access', ...ado },
  { role: 'clia-billing-contractor', ...byCms, at: 'cms', sibling: macSo },
  { role: 'contract-survey-admin', ...byCms, at: 'cms', sibling: macSo },
  { role: 'cms-view-only-user', ...byCms, at: 'cms', sibling: pso },
  { role: 'cms-general-user', ...byCms, at: 'cms', sibling: pso },
  { role: 'iqies-help-desk', ...byCms, at: 'cms', sibling: pso },
  { role: 'iqies-help-desk-production-control', ...byCms, at: 'cms', sibling: pso },
  { role: 'cms-security-official', ...byCms, at: 'cms', sibling: pso },
  { role: 'office-of-financial-management-user', ...byCms, at: 'cms', sibling: pso },
];

/** Everybody who may press Approve, and what she gets. */
export const deciders = {
  here: ['An official of the organization', () => 'decides'],
  elsewhere: ['An official of another organization', () => no],
  sibling: ['An official of a neighbouring kind', () => no],
  cms: ['A CMS Security Official, the organization has officials', (line) => line.cms],
  'cms-when-none': ['A CMS Security Official, no official is known there', (line) => line.cmsWhenNone],
  'cms-when-own': ['A CMS Security Official, the only official there asks herself', () => 'decides'],
  own: ['The requester, an official there herself', () => 'own-request'],
  'own-member': ['The requester, no official', () => 'own-request'],
  member: ['An ordinary member', () => no],
  guest: ['A guest with a grant there', () => 'account-guest'],
  'switched-off': ['A switched-off account with a grant there', () => 'account-switched-off'],
  foreign: ['An account of another workspace with a grant there', () => 'account-foreign'],
  shared: ['A shared address with a grant there', () => 'email-shared'],
  removed: ['An official who was removed', () => no],
  'training-for-production': ['A training official, for production', () => no],
  'training-for-training': ['A training official, for training', () => 'decides'],
  'production-for-training': ['A production official, for training, no training official is known', () => 'decides'],
  'production-beside-training': ['A production official, for training, a training official is known', () => no],
} as const satisfies Record<string, readonly [string, (line: Line) => Says]>;

export type Decider = keyof typeof deciders;
