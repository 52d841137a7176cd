import { agencyDomains, cmsPeople, contractors, stateAgencies } from './cast/agency-people.ts';
import type { CastGroup } from './cast/cast.ts';
import { providerDomains, providerOfficials, providerStaff } from './cast/provider-people.ts';
import { agencyDomain, unusualAccounts } from './cast/unusual-accounts.ts';
import { accountOf } from './newcomers.ts';
import type { WorkspacePerson } from './slack/contract.ts';

/** The people of the rehearsal by kind: invented, each there to try one thing. */
export const cast: CastGroup[] = [
  providerStaff,
  providerOfficials,
  stateAgencies,
  contractors,
  cmsPeople,
  unusualAccounts,
];

/** Those who are in the workspace when it starts. */
export const people: WorkspacePerson[] = cast
  .flatMap((group) => group.people)
  .filter(({ absent }) => !absent)
  .map(accountOf);

/** Domains whose addresses count in the rehearsal. */
export const rehearsalDomains = [...providerDomains, agencyDomain, ...agencyDomains];
