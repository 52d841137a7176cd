import { namedOfficials, routeNow, shownOfficial } from '#application/officials.ts';
import { roleByName } from '#content/catalogue.ts';
import type { RouteRule } from '#domain/approvers.ts';
import { environments } from '#domain/catalogue.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { needed, usually, words } from '../options.ts';
import { notDone, type Print } from '../print.ts';

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
async function routeFor(
  { deps }: Record,
  options: { role: string; organization: string; person?: string; environment: string },
  print: Print,
): Promise<number> {
  const role = roleByName(options.role);
  const organization = parseOrganizationKey(options.organization);
  const environment = environments.find((one) => one === options.environment);
  if (role === null) return notDone(print, `"${options.role}" is no role.`);
  if (organization === null)
    return notDone(print, `"${options.organization}" is not ccn:165326, state:IA, cms or contractor:mac/NAME.`);
  if (environment === undefined) return notDone(print, `"${options.environment}" is not production or training.`);
  return deps.ledger.read(async (record) => {
    const asker = options.person === undefined ? [] : await record.peopleWith(options.person);
    if (options.person !== undefined && asker.length === 0)
      print(`Nobody with the address ${options.person} has used the bot yet.`, null);
    const { route } = await routeNow(record, role, organization, environment, asker[0] ?? null);
    const officials = [];
    for (const official of namedOfficials(route))
      officials.push({ ...(await shownOfficial(record, official)), reach: official.reach });
    print(
      `${role.label} at ${organizationKey(organization)}, ${environment}: ${route.way === 'ask' ? 'asked here' : route.way === 'outside' ? 'decided outside this chat' : 'not known here'}`,
      {
        role: role.id,
        organization: organizationKey(organization),
        environment,
        way: route.way,
        rule: route.rule,
        officials: officials.map(({ name, email, reach }) => ({ name, email, reach })),
      },
    );
    print(`Rule: ${rules[route.rule]}.`, null);
    for (const { name, email, reach } of officials)
      print(
        `- ${name}${email === null ? '' : ` <${email}>`}, ${reach === 'in-chat' ? 'in chat' : reach === 'unchecked' ? 'not looked up in chat yet' : 'not in chat'}`,
        null,
      );
    return 0;
  });
}

export const routeCommand = onRecord(
  {
    group: null,
    name: 'route',
    about: 'says who would be asked for a role, and by which rule',
    json: 'the way, the rule and the officials',
    examples: ['route --role "Assessment Submitter" --organization ccn:165326'],
    takes: {},
    options: {
      role: needed('<role>', 'label or id, for example "Assessment Submitter"'),
      organization: needed('<key>', 'ccn:165326, state:IA, cms or contractor:mac/NAME'),
      person: words('<email>', 'who asks: nobody decides their own request'),
      environment: usually('<name>', 'production', 'production or training'),
    },
  },
  routeFor,
);
