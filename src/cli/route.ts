import { namedOfficials, routeNow, shownOfficial } from '#application/officials.ts';
import { roleByName } from '#content/catalogue.ts';
import type { RouteRule } from '#domain/approvers.ts';
import { environments } from '#domain/catalogue.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

const rules: { readonly [rule in RouteRule]: string } = {
  'officials-of-the-organization': 'the security officials of the organization decide',
  'production-officials-for-training': 'no training official is known, so the production officials decide (assumption)',
  'first-official-goes-to-cms': 'no official is known there, and CMS approves the first one',
  'cms-decides': 'CMS decides this role',
  'own-request-goes-to-cms': 'nobody decides their own request, and no other official is known there (assumption)',
  'no-contractor-official-so-cms': 'no official of the contractor is known, so CMS decides (assumption)',
  'no-state-official-so-cms': 'no official of the State is known, so CMS decides (assumption)',
  'none-known': 'no official is known there; iQIES may have one',
};

/** Prints who would be asked for a role at an organization, and by which rule. */
export async function routeCommand(
  { deps }: Record,
  options: { role: string; organization: string; person?: string; environment: string },
  print: Print,
): Promise<number> {
  const role = roleByName(options.role);
  const organization = parseOrganizationKey(options.organization);
  const environment = environments.find((one) => one === options.environment);
  if (role === null || organization === null || environment === undefined) {
    print(
      role === null
        ? `"${options.role}" is no role.`
        : organization === null
          ? `"${options.organization}" is not ccn:165326, state:IA, cms or contractor:mac/NAME.`
          : `"${options.environment}" is not production or training.`,
    );
    return 1;
  }
  return deps.ledger.read(async (record) => {
    const asker = options.person === undefined ? [] : await record.peopleWith(options.person);
    if (options.person !== undefined && asker.length === 0)
      print(`Nobody with the address ${options.person} has used the bot yet.`);
    const { route } = await routeNow(record, role, organization, environment, asker[0] ?? null);
    print(
      `${role.label} at ${organizationKey(organization)}, ${environment}: ${route.way === 'ask' ? 'asked here' : route.way === 'outside' ? 'decided outside this chat' : 'not known here'}`,
    );
    print(`Rule: ${rules[route.rule]}.`);
    for (const official of namedOfficials(route)) {
      const { name, email } = await shownOfficial(record, official);
      print(
        `- ${name}${email === null ? '' : ` <${email}>`}, ${official.reach === 'in-chat' ? 'in chat' : official.reach === 'unchecked' ? 'not looked up in chat yet' : 'not in chat'}`,
      );
    }
    return 0;
  });
}
