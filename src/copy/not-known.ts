import { facts } from '#content/facts.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import type { Organization } from '#domain/organization.ts';
import { bold, link, type Text } from './text.ts';
import { officialTitle, placeLabel } from './words.ts';

/** The words where no security official is known for a place (model wording 8), and of the four ways on. */

export const notKnown = {
  /** "I don't know ... here": what that means, and that nothing is lost. */
  says: (organization: Organization, name: string | null): Text => [
    bold(placeLabel(organization, name)),
    `\nI don’t know a ${officialTitle(organization)} here. iQIES may have one. It stays in your form, and I tell you when I know one.`,
  ],
  whatNow: 'What now?',
  more: (n: number): string => `And ${n} more: open your form again for their ways on.`,
  know: 'I know who',
  look: 'How to look in iQIES',
  none: 'We have none',
  unsure: 'Not sure',
  askFor: (role: Role): string => `Ask for ${role.label}`,
} as const;

export const wayTitles = {
  all: 'What now?',
  look: 'Look in iQIES',
  none: 'No security official',
  unsure: 'Not sure',
} as const;

const providerAid = 'job aid “Provider User Roles” (03/31/2026), step 2.10 and figure 11';

/** A pending request in iQIES names the official. */
export function howToLook(environment: Environment): Text {
  const address = environment === 'training' ? facts.trainingAddress.value : facts.iqiesAddress.value;
  return [
    '1. Send the request in iQIES: ',
    link(address.replace(/^https:\/\/|\/$/g, ''), address),
    ', ',
    bold('Request User Role'),
    '.\n2. Open your profile there. The request stands under ',
    bold('Pending Requests'),
    ', at the bottom. Its columns ',
    bold(facts.officialNameColumn.value),
    ' and ',
    bold(facts.officialContactColumn.value),
    ' say who decides.\n3. Tell me with “I know who”, so that I can ask here too.',
  ];
}

export const lookSource = (organization: Organization): string =>
  organization.kind === 'provider'
    ? `Source: ${providerAid}.`
    : `Source: ${providerAid}. No job aid shows this list for a State agency role.`;

/** iQIES takes no request until there is an official; who would be the first one. */
export const weHaveNone = (organization: Organization): Text => [
  `iQIES takes no request for a place that has no security official. Somebody there asks for the role of ${officialTitle(organization)} first; `,
  organization.kind === 'provider'
    ? 'CMS approves the first one.'
    : 'I assume that CMS approves the first one: no job aid says it.',
  ' Your form stays as it is.',
];

export const noneSource = (organization: Organization): string =>
  organization.kind === 'provider'
    ? 'Sources: letter to home health agencies of 10/15/2019, step 4; job aid “Provider Security Official” (undated).'
    : 'Source: letter to home health agencies of 10/15/2019, step 4.';

export const notSure = (organization: Organization, name: string | null): Text => [
  `Ask the iQIES Service Center who the security official of ${placeLabel(organization, name)} is: `,
  bold(facts.serviceCenterPhone.value),
  ', or ',
  bold(facts.serviceCenterEmail.value),
  '.',
];

export const notSureSource = 'Source: job aid “Provider User Roles” (03/31/2026), Help.';

export const naming = {
  title: 'Who is it?',
  send: 'Pass it on',
  about: (organization: Organization, name: string | null): Text => [
    `Who is a ${officialTitle(organization)} of `,
    bold(placeLabel(organization, name)),
    '?',
  ],
  name: 'Name',
  nameHint: 'The name, the e-mail address, or both.',
  email: 'E-mail address at work',
  note: 'It goes to the people who run this bot. It gives nobody a right to decide.',
  passedOn: 'I passed it on; nothing changes until the people who run this bot have checked it.',
  passedNext: 'Your form is kept. I tell you when you can go on with it.',
} as const;
