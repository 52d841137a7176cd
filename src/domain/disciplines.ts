import type { Environment, Role, RoleId } from './catalogue.ts';
import type { OrganizationKey } from './organization.ts';

/** A role as somebody has it: what disciplines are chosen for. */
export interface RoleAt {
  roleId: RoleId;
  organization: OrganizationKey;
  environment: Environment;
}

/** Whether iQIES wants at least one surveyor discipline once the role is there (004:382; 5.12 for the admin role). */
export function asksDisciplines(role: Role): boolean {
  return role.id === 'contract-surveyor' || role.id === 'contract-survey-admin';
}

/** Whether two are the same role at the same place. */
export function sameRoleAt(one: RoleAt, other: RoleAt): boolean {
  return (
    one.roleId === other.roleId && one.organization === other.organization && one.environment === other.environment
  );
}
