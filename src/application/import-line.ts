import { roleByName } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { type Environment, environments, type Role, type RoleId } from '#domain/catalogue.ts';
import { parseCcn } from '#domain/ccn.ts';
import { type Organization, organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { isAddress } from '#domain/person.ts';

/** A line of an operator's list: who has which role where. */
export interface GrantLine {
  email: string;
  name: string;
  roleId: RoleId;
  organization: string;
  environment: Environment;
}

/** A line of a file by the names of its columns, lower case. */
export interface FileLine {
  line: number;
  values: Readonly<Record<string, string>>;
}

/**
 * Reads one line, or says why it can't be used.
 * @param mayStand what the file takes: null, or why a role does not belong in it
 */
export function readGrantLine(values: FileLine['values'], mayStand: (role: Role) => string | null): GrantLine | string {
  const email = (values.email ?? '').trim().toLowerCase();
  if (!isAddress(email)) return 'email is no address';
  const role = roleByName(values.role ?? '');
  if (role === null) return `role "${(values.role ?? '').slice(0, 60)}" is not in the catalogue`;
  const other = mayStand(role);
  if (other !== null) return other;
  const organization = parseOrganizationKey(values.organization ?? '');
  if (organization === null)
    return `organization "${(values.organization ?? '').slice(0, 60)}" is not ccn:165326, state:IA, cms or contractor:mac/NAME`;
  if (organization.kind === 'provider' && !parseCcn(organization.ccn, states).ok)
    return `organization ccn:${organization.ccn} is no CCN`;
  if (organization.kind === 'state' && !states.some(({ code }) => code === organization.code))
    return `organization state:${organization.code} is no State`;
  if (!fits(role, organization)) return `${role.label} does not belong to ${organizationKey(organization)}`;
  const environment = (values.environment ?? '').trim().toLowerCase() || 'production';
  const known = environments.find((one) => one === environment);
  if (known === undefined) return `environment "${environment.slice(0, 20)}" is not production or training`;
  return {
    email,
    name: (values.name ?? '').trim().slice(0, 100),
    roleId: role.id,
    organization: organizationKey(organization),
    environment: known,
  };
}

/** Whether a role is asked for at this kind of organization. */
function fits(role: Role, organization: Organization): boolean {
  switch (role.fields.value) {
    case 'providers':
      return organization.kind === 'provider';
    case 'state':
      return organization.kind === 'state';
    case 'contract-surveyor':
      return organization.kind === 'state' || organization.kind === 'cms';
    case 'contractor':
      return organization.kind === 'contractor' && organization.line === role.line;
    case 'contract-survey-admin':
    case 'none':
      return organization.kind === 'cms';
  }
}

/** Equal for lines and grants that say the same. */
export function grantKey({
  email,
  roleId,
  organization,
  environment,
}: {
  email: string | null;
  roleId: RoleId;
  organization: string;
  environment: Environment;
}): string {
  return [email?.toLowerCase(), roleId, organization, environment].join(' ');
}
