import { facts } from '#content/facts.ts';
import { bold, link, type Text } from './text.ts';
import { count } from './words.ts';

/** The words of My Profile. */
export const home = {
  title: 'My Profile',
  userLine: (name: string, email: string | null): Text => [
    bold('User Information'),
    `\n${name}, ${email ?? 'no e-mail address in this account'}. Your iQIES user data is edited in `,
    link('HARP', facts.harpHelp.value),
    '.',
  ],
  request: 'Request User Role',
  resume: 'Go on with your form',
  draft: (role: string | null, ccns: readonly string[]): Text => [
    'You have an unfinished request',
    ...(role === null ? [] : [': ', bold(role)]),
    ...(ccns.length === 0 ? [] : [`, ${ccns.length === 1 ? `CCN ${ccns[0]}` : `${ccns.length} facilities`}`]),
    '.',
  ],
  pending: 'Pending Requests',
  mine: 'My requests',
  close: 'Done',
  nonePending: 'You have no pending role requests.',
  earlier: 'Earlier requests',
  roles: 'User Roles',
  noRoles: 'No role is known here yet.',
  waiting: 'Waiting for me',
  noneWaiting: 'Nothing waits for you.',
  open: 'Open',
  toDo: 'Still to do in iQIES',
  waitingLine: (asks: string, where: string, decide: boolean): Text => [
    bold(asks),
    ` ${where}`,
    decide ? '. Waiting for your decision.' : '. Approved; still to be done in iQIES.',
  ],
  seats: 'My organizations',
  seat: (place: string, others: string): Text => [
    bold(place),
    others === '' ? ': you are the only official. CMS recommends two.' : `: with ${others}`,
  ],
  allRoles: 'All my roles',
  notAllNamed: ['Not every place is named here.'] as Text,
  back: 'Back',
  further: 'More',
  rolesShown: (from: number, to: number, all: number): Text => [`${from} to ${to} of ${count(all, 'role', 'roles')}.`],
  allRequests: 'All my requests',
  newer: 'Newer',
  older: 'Older',
  requestsShown: (from: number, to: number, all: number): Text => [
    `${from} to ${to} of ${count(all, 'request', 'requests')}.`,
  ],
  more: (n: number): Text => [`And ${n} more.`],
} as const;

export const operatorNotice = {
  'email-changed':
    'The e-mail address of a person changed. The person and the roles stay; check that it is the same person.',
  'account-bound': 'An official from your list was bound to an account in chat.',
  'address-taken':
    'An account has the address of an official who is bound to another account. It gives nothing; rebind it yourself if it is the same person.',
  'official-not-in-chat': 'Nobody in chat has the address of an official on your list.',
  'official-unusable': 'An official on your list has an account that may not decide.',
  'official-unconfirmed':
    'Somebody says that iQIES approved a security-official role. It gives no authority here until you confirm it.',
  'official-lost':
    'A security official’s role was lost in iQIES, so the person decides nothing here until somebody confirms that it is back.',
  'official-back':
    'A security official says that a lost role is back in iQIES. Another official there can confirm it, or you.',
  'all-away': 'All officials who could decide a request are away. They were asked all the same.',
  'not-done':
    'A request was approved here and is still not done in iQIES. Ask its officials, or settle it with: requests settle.',
  'review-done': 'A review of who has what is finished: every place was gone through. The numbers: review status.',
  'review-late':
    'A review of who has what is not finished after four weeks. Who has not gone through the list: review status.',
  'workspace-gone':
    'The bot was taken out of a Slack workspace, or its token there was revoked. Its people are told nothing until it is installed there again: /slack/install.',
  'delivery-dead': 'A message could not be delivered and was given up.',
  'email-wanted':
    'Somebody without an e-mail address wants to ask for a role. Enter one with: people email ACCOUNT ADDRESS.',
  'identities-joined':
    'Somebody confirmed in Slack and in Teams that both accounts are hers. Requests and roles of both are one person’s now.',
  'join-refused':
    'A Slack and a Teams account have the same e-mail address, and somebody said that they are not one person. They stay apart; check whose address it is.',
  'mail-refused':
    'A mail server refused the address of an official: no e-mail reaches her. Check the address on your list.',
  'number-not-sent':
    'An official could not be sent the number that shows that it is she, and can’t decide. If you know that it is she: officials verify ADDRESS.',
  'set-up-failed':
    'Your system that sets roles up says that it could not. The officials were told; it can be done in iQIES, or by that system again.',
  'official-named':
    'Somebody named a security official for a place where you list none. It gives no authority: check it, then import it.',
  'official-named-unlisted':
    'Somebody named a security official for a place where you list none, with an address that is not from a listed domain: it never decides here until the domain is listed. It gives no authority: check it, then import it.',
  'official-reported':
    'Somebody reported that a PSO has left. The PSO is asked; nothing changes until you record a removal.',
  'official-gone':
    'A PSO has left, or gives no answer. When the Service Center has removed the role in iQIES, record it with: departures record-removal.',
  'official-leaving': 'A PSO said the last day at a facility. Nothing ends by itself.',
} as const;
