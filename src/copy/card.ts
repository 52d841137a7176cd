import { facts } from '#content/facts.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { bold, dated, link, moment, type Text } from './text.ts';
import { count, firstName, inOrAt, list, placeLabel, shortPlace } from './words.ts';

/** The words of the card that officials decide on (model wording 1 to 3 and 14). */

/** TRAINING comes first on everything about the training environment. */
export const trainingFirst = (environment: Environment, words: string): string =>
  environment === 'training' ? `TRAINING: ${words}` : words;

export const asksFor = (request: ShownRequest): string =>
  trainingFirst(request.environment, `${request.requester.name} asks for ${request.role.label}`);

/** "For: A (1), B (2)"; past ten they stand under Details. */
export function forPlaces(items: readonly ShownItem[]): Text {
  const named = list(items.map((item) => placeLabel(item.organization, item.placeName)));
  return ['For: ', bold(named), ...(items.length > 10 ? [' under Details'] : [])];
}

export const theyCould = (role: Role): Text => [
  `They could: ${role.could}.`,
  ...(role.cannot ? [` They could not ${role.cannot.value}.`] : []),
];

export function whoAsks(request: ShownRequest): Text {
  const { requester, legalName, submittedAt } = request;
  const platform = requester.platform === 'teams' ? 'Teams' : 'Slack';
  return [
    `${addressOf(requester)}, ${platform}, `,
    moment(submittedAt),
    ...(legalName === null ? [] : [`. Legal name in HARP: ${legalName}`]),
  ];
}

/** An address with what keeps it from being a proof of who asks. */
export function addressOf({ email, emailConfirmed, addressNote }: ShownPerson): string {
  if (email === null) return 'no e-mail address';
  if (addressNote === 'entered') return `${email} (entered by the people who run this bot)`;
  const notes = [
    ...(emailConfirmed ? [] : ['not confirmed']),
    ...(addressNote === 'not-listed' ? ['not from a listed domain'] : []),
  ];
  return notes.length === 0 ? email : `${email} (${notes.join(', ')})`;
}

export const doYouKnow = (requester: ShownPerson): string =>
  `Do you know ${firstName(requester)}, and is this role needed?`;

const places = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => shortPlace(item.organization, item.placeName)),
    5,
  );
const labels = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => placeLabel(item.organization, item.placeName)),
    5,
  );

export const youApproved = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  `You approved ${firstName(request.requester)} for ${labels(items)}. `,
  bold('iQIES doesn’t know yet.'),
  ' ',
  ...doItInIqies(request),
];

const doItInIqies = (request: ShownRequest): Text => [
  'Sign in to ',
  iqiesLink(request.environment),
  `, open the pending request of ${request.legalName ?? request.requester.name}, approve it there. The guide for security officials is on QTSO.`,
];

/** The address of the environment a request is for. */
export const iqiesLink = (environment: Environment) =>
  environment === 'training'
    ? link('iQIES training', facts.trainingAddress.value)
    : link('iQIES', facts.iqiesAddress.value);

export const othersApproved = (items: readonly ShownItem[], by: ShownPerson, at: number): Text => [
  `${by.name} approved ${labels(items)} on `,
  dated(at),
  '. Nothing for you to do, unless you are the one who enters it in iQIES.',
];

export const approvedNotSent = (request: ShownRequest): string =>
  `${firstName(request.requester)} hasn’t said yet that it was sent in iQIES.`;

/** Told to the official who found nothing there. */
export const askedToSend = (request: ShownRequest): string =>
  `I asked ${firstName(request.requester)} to send it in iQIES.`;

export const approvedAndSent = (request: ShownRequest, sentAt: number): Text => [
  `${firstName(request.requester)} said on `,
  dated(sentAt),
  ' that it was sent in iQIES.',
];

export const isActive = (items: readonly ShownItem[], doneBy: string, at: number): Text => [
  `Done in iQIES for ${labels(items)}: ${doneBy} on `,
  dated(at),
  '.',
];

export const isRejected = (items: readonly ShownItem[], by: string, at: number, reason: string): Text => [
  `${by} rejected ${labels(items)} on `,
  dated(at),
  `: “${reason}” If a request waits in iQIES, reject it there too.`,
];

export const isWithdrawn = (request: ShownRequest, items: readonly ShownItem[], at: number): Text => [
  `${firstName(request.requester)} withdrew ${labels(items)} on `,
  dated(at),
  '. If a request waits in iQIES, reject it there.',
];

export const isExpired = (items: readonly ShownItem[]): Text => [
  `${labels(items)} waited too long and has expired. If a request waits in iQIES, decide it there.`,
];

export const noLongerYours = (request: ShownRequest): string =>
  trainingFirst(
    request.environment,
    `The request of ${request.requester.name} for ${request.role.label} is no longer yours to decide.`,
  );

export const cardFallback = (request: ShownRequest, items: readonly ShownItem[]): string =>
  `${asksFor(request)} ${inOrAt(items)} ${places(items)}`;

export const cardButtons = {
  approve: 'Approve',
  reject: 'Reject',
  details: 'Details',
  done: 'Done in iQIES',
  notYet: 'Not in iQIES yet',
  approveAll: (n: number) => `Approve all ${n}`,
  rejectAll: (n: number) => `Reject all ${n}`,
} as const;

/** Asked once before several are approved with one click. */
export const confirmAll = (request: ShownRequest, n: number) => ({
  title: `Approve ${n}?`,
  text: `${request.requester.name} gets ${request.role.label} at ${count(n, 'place', 'places')} that you decide for.`,
  yes: `Approve ${n}`,
  no: 'Not now',
});
