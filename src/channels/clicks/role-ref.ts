import type { RoleRef } from '#application/held-role.ts';
import { environments, isRoleId } from '#domain/catalogue.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';

/** A role out of a button: `g|GRANT` or `s|STATEMENT`, with the page of the list it stands in. null when it is none. */
export function parseRoleRef(value: string): { ref: RoleRef; page: string } | null {
  const [, kind, id = '', page = '0'] = /^([gs])\|([^|]{1,100})(?:\|(\d{1,4}))?$/.exec(value) ?? [];
  if (kind === undefined) return null;
  return { ref: kind === 'g' ? { grantId: id } : { statementId: id }, page };
}

/** A role at a place, out of a button or a memo: `ROLE|ORGANIZATION|ENVIRONMENT`. */
export function parseRoleAt(value: string): RoleAt | null {
  const [, roleId = '', key = '', named] = /^([a-z-]{3,60})\|(.{3,130})\|([a-z]{5,20})$/.exec(value) ?? [];
  const organization = parseOrganizationKey(key);
  const environment = environments.find((one) => one === named);
  if (!isRoleId(roleId) || organization === null || environment === undefined) return null;
  return { roleId, organization: organizationKey(organization), environment };
}
