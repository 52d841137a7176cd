import type { Route } from './approvers.ts';
import type { Environment, Role } from './catalogue.ts';
import type { ItemState } from './item.ts';
import { type Organization, type OrganizationKey, organizationKey } from './organization.ts';
import type { AccountProblem } from './person.ts';
import { type Answer, no, type Refusal, yes } from './refusal.ts';

/** What stands in the way of asking for a role at one organization, found before submit. */
export type Standing =
  | { standing: 'free' }
  | { standing: 'active' }
  | { standing: 'pending' }
  | { standing: 'covered'; by: Role['id'] };

/** What the requester has at an organization already, in one environment. */
export interface Held {
  roleId: Role['id'];
  organization: OrganizationKey;
  environment: Environment;
  /** 'stated': she says so, nobody checked it. */
  as: 'active' | 'approved' | 'undecided' | 'stated';
}

/**
 * Whether a role is still to be asked for at an organization. A Provider Security Official has what an Assessment
 * Submitter has (001:149), not PBJ or ePOC.
 */
export function standingOf(
  role: Role,
  organization: Organization,
  environment: Environment,
  held: readonly Held[],
): Standing {
  const key = organizationKey(organization);
  const here = held.filter((one) => one.organization === key && one.environment === environment && one.as !== 'stated');
  const same = here.filter((one) => one.roleId === role.id);
  if (same.some((one) => one.as === 'active')) return { standing: 'active' };
  if (same.length > 0) return { standing: 'pending' };
  const official = here.some((one) => one.roleId === 'provider-security-official' && one.as === 'active');
  if (official && role.id === 'assessment-submitter') return { standing: 'covered', by: 'provider-security-official' };
  return { standing: 'free' };
}

/**
 * Whether a State Agency role has to wait for the General User role of that State (000:79): it comes first, once approved,
 * active, or stated to be there in iQIES. A State's first Security Official asks without it.
 * @param rule how the request for this role is routed
 */
export function needsGeneralUser(
  role: Role,
  organization: Organization,
  environment: Environment,
  held: readonly Held[],
  rule: Route['rule'],
): boolean {
  if (role.category !== 'state-agency' || role.id === 'state-agency-general-user') return false;
  if (rule === 'first-official-goes-to-cms') return false;
  const key = organizationKey(organization);
  return !held.some(
    (one) =>
      one.roleId === 'state-agency-general-user' &&
      one.organization === key &&
      one.environment === environment &&
      one.as !== 'undecided',
  );
}

/** What the form says when Submit is pressed. */
export interface Submission {
  role: Role;
  environment: Environment;
  harpConfirmed: boolean;
  notVendor: boolean;
  saysGeneralUser: boolean;
  organizations: readonly {
    organization: Organization;
    route: Route;
    standing: Standing;
    needsGeneralUser: boolean;
  }[];
}

export interface SubmitItem {
  organization: Organization;
  state: ItemState;
}

/**
 * Which items a submission becomes. Organizations where nobody is known stay out, as do those that need no request.
 * @param problem why the account may not ask; null when it may
 * @param most the most organizations of one request
 */
export function submit(
  submission: Submission,
  problem: AccountProblem | null,
  most: number,
  now: number,
): Answer<readonly SubmitItem[]> {
  const { role, organizations } = submission;
  const refusal = problem ?? formRefusal(submission, most);
  if (refusal) return no(refusal);
  const items = organizations
    .filter(({ standing }) => standing.standing === 'free')
    .flatMap(({ organization, route }) => {
      const state = firstState(route, now);
      return state ? [{ organization, state }] : [];
    });
  if (items.length > 0) return yes(items);
  if (role.fields.value === 'none' || organizations.length === 0) return no('no-organization');
  return no(organizations.some(({ standing }) => standing.standing === 'free') ? 'nobody-to-ask' : 'all-left-out');
}

function formRefusal(
  { role, harpConfirmed, notVendor, saysGeneralUser, organizations }: Submission,
  most: number,
): Refusal | null {
  if (!harpConfirmed) return 'harp-not-confirmed';
  if (role.id === 'provider-security-official' && !notVendor) return 'vendor-not-excluded';
  if (organizations.length === 0) return 'no-organization';
  if (!saysGeneralUser && organizations.some((one) => one.needsGeneralUser)) return 'general-user-first';
  return organizations.length > most ? 'too-many-organizations' : null;
}

/** The state in which a routed item begins; null when nobody is known and it stays in the draft. */
function firstState(route: Route, now: number): ItemState | null {
  switch (route.way) {
    case 'ask':
      return { status: 'pending', since: now };
    case 'outside':
      return { status: 'outside', reason: route.reason };
    case 'not-known':
      return null;
  }
}

/**
 * Where an undecided item moves when the officials of its organization changed: to those who are there now, or outside
 * where CMS or an official known by e-mail decides, else it is held. null when it stays.
 */
export function rerouted(state: ItemState, route: Route, now: number): ItemState | null {
  switch (state.status) {
    case 'pending':
    case 'held':
    case 'outside': {
      const next = firstState(route, now) ?? { status: 'held', since: now };
      const reason = (one: ItemState) => (one.status === 'outside' ? one.reason : null);
      return next.status === state.status && reason(next) === reason(state) ? null : next;
    }
    case 'approved':
    case 'active':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return null;
  }
}
