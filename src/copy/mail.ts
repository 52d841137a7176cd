import type { Environment, Role } from '#domain/catalogue.ts';
import type { Platform } from '#domain/person.ts';
import type { ShownPerson, ShownRequest } from '#domain/shown.ts';
import { asksFor, iqiesLink, trainingFirst } from './card.ts';
import { bold, type Text } from './text.ts';
import { count, firstName, nameList } from './words.ts';

/** What e-mails say besides what stands in chat. */

const platformName = (platform: Platform): string => (platform === 'teams' ? 'Teams' : 'Slack');

export const mailWords = {
  goOn: (platform: Platform): string => `Open it in ${platformName(platform)}`,
  whyRequester: 'You get this because you asked for a role with the iQIES bot.',
  whyOfficial:
    'You get this because you are on the list of security officials of the iQIES bot, and it can’t reach you in chat.',
  nobodyReads: 'Nobody reads answers to this address, and nothing is decided by e-mail.',
} as const;

const subjects: Readonly<Record<string, (role: string) => string>> = {
  approved: (role) => `Your request for ${role} was approved`,
  rejected: (role) => `Your request for ${role} was not approved`,
  active: (role) => `Your role is ready: ${role}`,
  'set-up': (role) => `Your role is ready: ${role}`,
  held: (role) => `Your request for ${role} waits for a security official`,
  'went-outside': (role) => `Your request for ${role} is decided in iQIES itself`,
  'taken-back': (role) => `The approval of ${role} was taken back`,
  'approved-in-iqies': (role) => `iQIES approved your request for ${role}`,
  'rejected-in-iqies': (role) => `iQIES did not approve your request for ${role}`,
  settled: (role) => `Your request for ${role} was settled`,
  'role-removed': (role) => `Your role was removed: ${role}`,
  'expires-soon': (role) => `Nobody has decided yet: ${role}`,
  expired: (role) => `Your request for ${role} has expired`,
  'role-confirmed': (role) => `You decide here now: ${role}`,
};

/** The subject of an e-mail about a request. */
export function subjectOf(about: string, role: Role, environment: Environment): string {
  const subject = subjects[about] ?? ((label: string) => `News of your request for ${label}`);
  return trainingFirst(environment, subject(role.label));
}

/** For an official who is not in chat: where this is decided, and how. */
export const byMail = {
  where: [
    bold('You decide this in iQIES.'),
    ' The bot can’t reach you in chat, so there is no button for it.',
  ] satisfies Text,
  how: (request: ShownRequest): Text => [
    'If you know the person and the role is needed: sign in to ',
    iqiesLink(request.environment),
    `, open the pending request of ${request.legalName ?? request.requester.name}, and approve it there; else reject it there. The guide for security officials is on QTSO.`,
  ],
  notSent: (request: ShownRequest): Text => [
    `${firstName(request.requester)} hasn’t said yet that it was sent in iQIES. If you find nothing there, it was not.`,
  ],
  others: (others: readonly ShownPerson[]): string =>
    `${nameList(others)} can decide it, too. If that happens, you get one more e-mail.`,
  reminderWhere: [
    bold('You decide these in iQIES.'),
    ' The bot can’t reach you in chat, so there is no button for them. Sign in to iQIES, open the pending requests of these people, and approve or reject them there.',
  ] satisfies Text,
  over: (request: ShownRequest): string => `Nothing left to do: ${asksFor(request)}`,
  inChat: 'You are in chat now: what waits for you stands there.',
  removed: 'You are no longer asked for this: you are not on the list of its security officials any more.',
  decided: 'The e-mail before this one asked you to decide this in iQIES. Here is what became of it.',
} as const;

/** For the operator's own address. */
export const operatorMail = {
  title: (all: number): string => `iQIES bot: ${count(all, 'thing needs', 'things need')} you`,
  more: (n: number): string => `And ${n} more.`,
  list: 'All of them stand in the list of “npm run -s cli -- notices”, where you mark them as handled. What comes in the next hour comes in one e-mail.',
  why: 'You get this because OPERATOR_EMAIL of the iQIES bot names this address.',
} as const;
