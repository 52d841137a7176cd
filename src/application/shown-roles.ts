import { roleById } from '#content/catalogue.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { ShownRole } from '#domain/shown.ts';
import type { MyRole } from './my-roles.ts';
import type { ProviderDirectory } from './provider-search.ts';

/** Roles with the names of their places. */
export async function shownRoles(providers: ProviderDirectory, roles: readonly MyRole[]): Promise<ShownRole[]> {
  const ccns = roles.flatMap(({ organization }) => (organization.startsWith('ccn:') ? [organization.slice(4)] : []));
  const names = await providers.find([...new Set(ccns)]);
  return roles.flatMap(({ roleId, organization: key, ...rest }) => {
    const organization = parseOrganizationKey(key);
    if (organization === null) return [];
    const placeName = organization.kind === 'provider' ? (names.get(organization.ccn)?.name ?? null) : null;
    return [{ ...rest, role: roleById(roleId), organization, placeName }];
  });
}
