import { facts } from '#content/facts.ts';
import type { Settlement } from '#domain/after-decision.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { trainingFirst } from './card.ts';
import { Operators, reasonGiven, rejectThere, stillThere } from './known-from.ts';
import { bold, link, moment, type Text } from './text.ts';
import { firstName, inOrAt, list, placeLabel, shortPlace } from './words.ts';

/** An approval taken back, what iQIES decided, what the requester learned, what the operator settled: buttons and messages. */

const labels = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => placeLabel(item.organization, item.placeName)),
    5,
  );
const places = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => shortPlace(item.organization, item.placeName)),
    5,
  );
const starting = (request: ShownRequest, text: string): string => trainingFirst(request.environment, text);

/** Told once, to the requester and to officials. `reason` is null when it was erased. */
export const takenBack = (
  request: ShownRequest,
  items: readonly ShownItem[],
  by: string,
  reason: string | null,
  toRequester: boolean,
): Text => [
  starting(
    request,
    toRequester
      ? `${by} took back the approval of ${request.role.label} for ${places(items)}.`
      : `${by} took back the approval of ${request.role.label} for ${request.requester.name} ${inOrAt(items)} ${places(items)}.`,
  ),
  reasonGiven(reason),
  toRequester ? ' It waits for a decision again; you don’t need to ask again.' : ' It waits for a decision again.',
];

export const approvedInIqies = (request: ShownRequest, items: readonly ShownItem[], by: string): Text => [
  starting(request, `${by} says it was approved in iQIES: ${request.role.label} ${inOrAt(items)} ${places(items)}. `),
  ...logIn(request),
];

export const logIn = ({ environment }: ShownRequest): Text => {
  const { value } = environment === 'training' ? facts.trainingAddress : facts.iqiesAddress;
  return ['Your role is ready. Log in at ', link(value.replace(/^https:\/\/|\/$/g, ''), value), '.'];
};

export const rejectedInIqies = (request: ShownRequest, items: readonly ShownItem[], by: string): Text => [
  starting(request, `${by} says it was rejected in iQIES: ${request.role.label} ${inOrAt(items)} ${places(items)}.`),
  ' If you still need the role, ask again.',
];

export const mailCame = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  starting(
    request,
    `${request.requester.name} says that the approval e-mail from iQIES came: ${request.role.label} ${inOrAt(items)} ${places(items)}.`,
  ),
  ' It counts as done in iQIES now. Nothing is left for you to do.',
];

export const requesterGone = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  starting(
    request,
    `The account of ${request.requester.name} was switched off, so the request for ${request.role.label} ${inOrAt(items)} ${places(items)} was withdrawn.`,
  ),
  rejectThere,
  ' Roles that the person has in iQIES stay until somebody removes them there.',
];

const settledAs: Record<Settlement, string> = {
  approved: 'approved',
  active: 'done in iQIES',
  rejected: 'not approved',
  withdrawn: 'withdrawn',
};
const nextForHer: Record<Settlement, string> = {
  approved: ' It still has to be done in iQIES; send the same request there if you have not yet.',
  active: ' Your role is ready.',
  rejected: ' If you still need the role, ask again.',
  withdrawn: stillThere,
};
const nextForOfficial: Record<Settlement, string> = {
  approved: ' It still has to be done in iQIES.',
  active: ' Nothing is left for you to do.',
  rejected: rejectThere,
  withdrawn: rejectThere,
};

export const settled = (
  request: ShownRequest,
  items: readonly ShownItem[],
  as: Settlement,
  reason: string | null,
  toRequester: boolean,
): Text => [
  starting(
    request,
    `${Operators} recorded ${toRequester ? 'your request' : `the request of ${request.requester.name}`} for ${request.role.label} ${inOrAt(items)} ${places(items)} as ${settledAs[as]}.`,
  ),
  reasonGiven(reason),
  toRequester ? nextForHer[as] : nextForOfficial[as],
];

export const roleConfirmed = (role: string, place: string): string =>
  `${Operators} confirmed your role: ${role} for ${place}. You can decide requests for it here now.`;

/** One line on the card of a request that was asked instead of another one, or again after it. */
export const follows = (at: number): Text => ['Follows an earlier request, of ', moment(at), '.'];

export const takingBack = {
  button: 'Take it back',
  title: 'Take back the approval',
  about: (request: ShownRequest, items: readonly ShownItem[]): Text => [
    'The approval of ',
    bold(request.role.label),
    ` for ${request.requester.name} ${inOrAt(items)} ${labels(items)} is taken back, and it waits for a decision again.`,
  ],
  onlyHere: 'This changes nothing in iQIES. If you approved it there already, press “Done in iQIES” instead.',
  reason: 'Reason',
  reasonHint: 'The person who asked and the other officials read it. No patient details, no passwords.',
} as const;

export const decidedThere = {
  question: 'Was it decided in iQIES already?',
  approved: 'Approved in iQIES',
  rejected: 'Rejected in iQIES',
} as const;

/** Asked once before what iQIES decided is recorded by an official. */
export const confirmDecidedThere = (
  request: ShownRequest,
  items: readonly ShownItem[],
  outcome: 'approved' | 'rejected',
) => ({
  title: outcome === 'approved' ? 'Approved in iQIES?' : 'Rejected in iQIES?',
  text: `You saw in iQIES that ${request.role.label} for ${firstName(request.requester)} ${inOrAt(items)} ${places(items)} was ${outcome}. That is what the person who asked is told.`,
  yes: 'Yes, record it',
  no: 'Not now',
});

export const herWord = {
  mail: 'I got the approval e-mail',
  confirmMail: {
    title: 'Did the e-mail from iQIES come?',
    text: 'I record that the role is ready because you say so, and tell the security officials.',
    yes: 'Yes, it came',
    no: 'Not yet',
  },
  approved: 'It was approved in iQIES',
  rejected: 'It was rejected in iQIES',
  confirm: (outcome: 'approved' | 'rejected', official: boolean) => ({
    title: outcome === 'approved' ? 'Approved in iQIES?' : 'Rejected in iQIES?',
    text:
      official && outcome === 'approved'
        ? 'I record it as your word. You can decide requests here once the people who run this bot confirm it.'
        : 'I record it as your word.',
    yes: 'Yes, record it',
    no: 'Not now',
  }),
} as const;

export const askedAnew = {
  change: 'Change',
  confirmChange: {
    title: 'Change this request?',
    text: 'What nobody has decided yet is taken back, and the form opens filled in with it. The officials are told. What you sent in iQIES still waits there.',
    yes: 'Take back and change',
    no: 'Keep it',
  },
  again: 'Ask again',
  formKept: 'Your request was taken back, and the form with everything in it is kept: open it under My Profile.',
} as const;
