import type { Environment, Role, RoleId } from './catalogue.ts';
import type { OutsideReason } from './item.ts';
import { type Organization, type OrganizationKey, organizationKey } from './organization.ts';
import type { PersonId } from './person.ts';

/**
 * Who decides (rules, section 3). The same function says whom to ask at review, who gets a card, and whether the
 * person who clicked may decide: an official is asked exactly when she may decide.
 */

/** A security-official grant that stands now. */
export interface Official {
  grantId: string;
  /** null: known by e-mail only, no account has been bound to the grant. */
  personId: PersonId | null;
  roleId: RoleId;
  organization: OrganizationKey;
  environment: Environment;
  /** in-chat: bound to an account that may decide. unchecked: not looked up yet, taken as reachable until it is. */
  reach: 'in-chat' | 'unchecked' | 'not-in-chat';
}

/** The rule that led to a route, for the operator's `route` command and for the review screen. */
export type RouteRule =
  | 'officials-of-the-organization'
  | 'production-officials-for-training'
  | 'first-official-goes-to-cms'
  | 'cms-decides'
  | 'own-request-goes-to-cms'
  | 'no-contractor-official-so-cms'
  | 'no-state-official-so-cms'
  | 'none-known';

export type Route =
  | { way: 'ask'; officials: readonly Official[]; rule: RouteRule }
  | { way: 'outside'; reason: OutsideReason; knownByEmail: readonly Official[]; rule: RouteRule }
  | { way: 'not-known'; rule: 'none-known' };

/** An organization together with the official role that decides there. */
export interface Seat {
  roleId: RoleId;
  organization: OrganizationKey;
}

const cmsSeat: Seat = { roleId: 'cms-security-official', organization: 'cms' };

/** Where the officials for a role at an organization sit. */
function decidingSeat(role: Role, organization: Organization): Seat {
  switch (role.decidedBy.value) {
    case 'provider-official':
      return { roleId: 'provider-security-official', organization: organizationKey(organization) };
    case 'state-official':
      return { roleId: 'state-agency-security-official', organization: organizationKey(organization) };
    case 'state-or-cms-official':
      return organization.kind === 'state'
        ? { roleId: 'state-agency-security-official', organization: organizationKey(organization) }
        : cmsSeat;
    case 'contractor-official':
      return {
        roleId: role.line === 'ado' ? 'ado-security-official' : 'mac-security-official',
        organization: organizationKey(organization),
      };
    case 'cms-official':
      return cmsSeat;
  }
}

/** All seats whose grants `route` has to be given: the deciding one, and CMS, to which some requests fall back. */
export function seatsToLoad(role: Role, organization: Organization): readonly Seat[] {
  const seat = decidingSeat(role, organization);
  return seat.organization === cmsSeat.organization ? [seat] : [seat, cmsSeat];
}

/**
 * Who is asked for a role at an organization.
 * @param officials grants that stand at the seats of `seatsToLoad`, of both environments
 * @param requesterId nobody decides her own request; null when the question is asked without a person
 */
export function route(
  role: Role,
  organization: Organization,
  environment: Environment,
  requesterId: PersonId | null,
  officials: readonly Official[],
): Route {
  const seat = decidingSeat(role, organization);
  const seated = officialsAt(seat, environment, officials);
  const others = seated.officials.filter((official) => official.personId === null || official.personId !== requesterId);
  const first = askOrOutside(others, seated.rule);
  if (first) return first;
  const ownSeat = seated.officials.length > 0;
  if (seat.organization === cmsSeat.organization) {
    return ownSeat
      ? { way: 'outside', reason: 'own-request', knownByEmail: [], rule: 'own-request-goes-to-cms' }
      : { way: 'outside', reason: 'cms-decides', knownByEmail: [], rule: 'cms-decides' };
  }
  const fallback = cmsFallback(role, ownSeat);
  if (fallback === null) return { way: 'not-known', rule: 'none-known' };
  const cms = officialsAt(cmsSeat, environment, officials).officials.filter(
    (official) => official.personId !== requesterId,
  );
  const asked = askOrOutside(cms, fallback.rule);
  return asked?.way === 'ask'
    ? asked
    : { way: 'outside', reason: fallback.reason, knownByEmail: [], rule: fallback.rule };
}

/** A training grant never decides in production; production officials stand in for training ones (assumption). */
function officialsAt(seat: Seat, environment: Environment, officials: readonly Official[]) {
  const here = officials.filter((o) => o.roleId === seat.roleId && o.organization === seat.organization);
  const own = here.filter((official) => official.environment === environment);
  const rule: RouteRule = 'officials-of-the-organization';
  if (environment === 'production' || own.length > 0) return { officials: own, rule };
  const standIns = here.filter((official) => official.environment === 'production');
  return { officials: standIns, rule: standIns.length > 0 ? ('production-officials-for-training' as const) : rule };
}

function askOrOutside(officials: readonly Official[], rule: RouteRule): Route | null {
  const reachable = officials.filter((official) => official.reach !== 'not-in-chat');
  if (reachable.length > 0) return { way: 'ask', officials: reachable, rule };
  if (officials.length > 0) return { way: 'outside', reason: 'official-not-in-chat', knownByEmail: officials, rule };
  return null;
}

/** Where a request goes when its organization has no (other) official; null: nowhere, nobody is known here. */
function cmsFallback(role: Role, ownSeat: boolean): { reason: OutsideReason; rule: RouteRule } | null {
  if (ownSeat) return { reason: 'own-request', rule: 'own-request-goes-to-cms' };
  if (role.official) return { reason: 'first-official', rule: 'first-official-goes-to-cms' };
  switch (role.decidedBy.value) {
    case 'provider-official':
    case 'state-official':
      return null;
    case 'state-or-cms-official':
      return { reason: 'cms-decides', rule: 'no-state-official-so-cms' };
    case 'contractor-official':
      return { reason: 'cms-decides', rule: 'no-contractor-official-so-cms' };
    case 'cms-official':
      return { reason: 'cms-decides', rule: 'cms-decides' };
  }
}
