import { facts } from '#content/facts.ts';
import type { Organization } from '#domain/organization.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { trainingFirst } from './card.ts';
import { checklistWords } from './checklist.ts';
import { outside } from './status.ts';
import { bold, type Text } from './text.ts';
import { inOrAt, list, officialTitle, shortPlace } from './words.ts';

/** Messages sent once: what happened, what it means, one next step. */

const places = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => shortPlace(item.organization, item.placeName)),
    5,
  );
const starting = (request: ShownRequest, text: string): Text => [trainingFirst(request.environment, text)];

export const approved = (request: ShownRequest, items: readonly ShownItem[], by: string): Text => {
  const sent = items.every((item) => item.sentAt !== null);
  const next = sent
    ? 'It still has to be done in iQIES; I’ll tell you when.'
    : 'Next: send the same request in iQIES, so that it can be approved there too.';
  return starting(request, `${by} approved ${request.role.label} for ${places(items)}. ${next}`);
};

export const rejected = (request: ShownRequest, items: readonly ShownItem[], by: string, reason: string): Text => [
  ...starting(request, `${by} did not approve ${request.role.label} for ${places(items)}. Reason given: “${reason}”`),
  ...(request.items.length > items.length ? [' Your other facilities are not affected.'] : []),
];

export const active = (request: ShownRequest, items: readonly ShownItem[]): Text => {
  const address = request.environment === 'training' ? facts.trainingAddress : facts.iqiesAddress;
  return [
    ...starting(request, `Your role is ready: ${request.role.label} ${inOrAt(items)} ${places(items)}. Log in at `),
    { link: address.value.replace(/^https:\/\/|\/$/g, ''), to: address.value },
    '.',
  ];
};

export const pleaseSend = (request: ShownRequest, items: readonly ShownItem[], by: string): Text => [
  ...starting(
    request,
    `${by} finds no request of yours in iQIES for ${request.role.label} ${inOrAt(items)} ${places(items)}. `,
  ),
  bold('Send it in iQIES now'),
  '; “Show my iQIES steps” has everything to enter.',
];

export const held = (items: readonly ShownItem[]): Text => [
  `Your request for ${places(items)} is waiting: it has no security official now. You don’t need to ask again. It moves on by itself when a new one is approved.`,
];

export const movedOn = (items: readonly ShownItem[]): Text => {
  const names = [...new Set(items.flatMap((item) => item.officials.map((official) => official.name)))];
  return [`Your request for ${places(items)} moves on: it went to ${list(names, 5)}. You don’t need to ask again.`];
};

export const wentOutside = (items: readonly ShownItem[]): Text => {
  const state = items[0]?.state;
  if (state?.status === 'outside' && state.reason !== 'official-not-in-chat') return outside(items, state.reason);
  const names = [...new Set(items.flatMap((item) => item.officials.map((official) => official.name)))];
  return [
    `${list(names, 5) || 'The official'} decides about ${places(items)} and is not in this chat. Send your request in iQIES; it is decided there.`,
  ];
};

/** After a first official: two are recommended (003:23). */
export const secondOfficial = (items: readonly ShownItem[]): Text => {
  const [item] = items;
  const title = item ? officialTitle(item.organization) : 'security official';
  return [
    `${places(items)} has one ${title} now. CMS recommends two: ask a colleague to request the role, you can approve it.`,
  ];
};

/** The only official of a place, whenever it has come to one. */
export const oneOfficial = (organization: Organization, name: string | null): Text => [
  `${shortPlace(organization, name)} has one ${officialTitle(organization)} now. CMS recommends two: ask a colleague to request the role, you can approve it.`,
];

export const officialKnown = (place: string, role: string): Text => [
  `I know a security official for ${place} now. Your form for ${role} was kept: go on with it and submit.`,
];

export const askFor = (role: string): string => `Ask for ${role}`;

export const goOn = 'Go on with my form';

export const welcome: Text = [
  'I help with iQIES roles: ask for one, see who decides, follow it until it works. Never send me a password, a code or anything about patients.',
];

/** Before the button that opens the dialog. */
export const offers = {
  request: ['The form takes a few minutes. What you enter is kept when you close it.'],
  checklist: [checklistWords.offer],
  mine: ['What you asked for here, and how it stands.'],
} as const satisfies Record<string, Text>;
export const welcomeButtons = { request: 'Request a role', mine: 'My requests' } as const;
