import { facts } from '#content/facts.ts';
import type { Demand } from '#domain/demand.ts';
import type { Secret } from '#domain/guard.ts';
import type { SmallTalk } from '#domain/small-talk.ts';
import { link, type Text } from './text.ts';

/** What surrounds the answers to questions (model wording 11 to 13). Articles bring their own words. */

const call = `${facts.serviceCenterPhone.value} or ${facts.serviceCenterEmail.value}`;

/** True in chat only: what is asked in a terminal is kept nowhere. */
export const noted = 'I’ve noted the question so it can be answered next time.';
export const notKnown = `The iQIES job aids don’t say. The Service Center can: ${call}. ${noted}`;

export const empty = 'Write your question in a few words, for example “who approves my role?”';

export const englishOnly = `I can only read English. For help, the iQIES Service Center: ${call}.`;

export const didYouMean = (titles: readonly string[]): string =>
  `I’m not sure which you need:\n${titles.map((title) => `• ${title}`).join('\n')}`;

/** "Source: Training Environment Access job aid 3.1 (04/08/2025), 2.4 Account Information". */
export const sourceLine = (sources: readonly { document: string; section: string; date: string | null }[]): string =>
  `Source: ${[...new Set(sources.map(({ document, section, date }) => `${document}${date === null ? '' : ` (${date})`}, ${section}`))].slice(0, 3).join('; ')}`;

const deleteIt = 'I didn’t keep it, but it is still in this chat: please delete your message.';

/** Only to the one who wrote it. Nothing of the secret is repeated. */
export const guarded = {
  'social-security-number': `That looks like a Social Security number. ${deleteIt} Type it only in HARP. What do you want to do?`,
  'medicare-number': `That looks like a Medicare or Medicaid number. ${deleteIt} Ask again without anything about a patient.`,
  'card-number': `That looks like the number of a payment card. ${deleteIt} iQIES and HARP never need it.`,
  'birth-date': `That looks like a date of birth. ${deleteIt} Ask again without it.`,
  password: `That looks like a password or the answer to a security question. ${deleteIt} Change it in HARP, and tell nobody, not me either.`,
  code: `That looks like a security code. ${deleteIt} Type it only on the HARP or iQIES page that asks for it.`,
  patient: `That looks like something about a patient or resident. ${deleteIt} Ask again without names and details.`,
  'identity-document': `That looks like the number of an identity document. ${deleteIt} Your identity is checked in HARP only.`,
} as const satisfies Record<Secret, string>;

export const refusedDemand = {
  decide:
    'I can’t approve or reject anything on words. Requests are decided by the security official with the buttons on the card; to ask for a role, start a request.',
  'get-around': `There is no way around the security official or the identity check. If nobody can approve you, ask the Service Center: ${call}.`,
  'change-record':
    'I don’t change or remove anything on words. Roles are removed by the security official in iQIES, and what was decided stays in the record.',
  'others-data': 'I don’t show what belongs to other people. Your own requests and roles stand under My Profile.',
  'others-account':
    'Every person needs an account of their own: nobody uses someone else’s HARP login. Ask for the role yourself; I can help with that.',
  instructions:
    'I help with iQIES roles and access only, and my rules don’t change in a chat. What do you want to know?',
} as const satisfies Record<Demand, string>;

export const smallTalk = {
  greeting:
    'I help with iQIES roles and access: ask me a question, ask for a role, follow it until it works. Never send me a password, a code or anything about patients.',
  thanks: 'You are welcome.',
  'who-are-you': `I’m a bot that helps with iQIES roles and access. For a person, ask the Service Center: ${call}.`,
  cross: `I only know iQIES access. For a person, ask the Service Center: ${call}.`,
  ok: 'All right. Ask me when you need something about iQIES access.',
  bye: 'Goodbye.',
} as const satisfies Record<SmallTalk, string>;

export const notSure = 'I’m not sure which you need:';
export const noneOfThese = 'None of these';
export const relatedQuestions = 'Related:';
export const wasThisHelpful = 'Was this helpful?';
export const yes = 'Yes';
export const no = 'No';
export const thanksForSaying = 'Good to know.';
export const missingTitle = 'What was missing?';
export const missing = 'In one line';
export const missingHint = 'The people who run this bot read it. No patient details, no passwords.';
export const send = 'Send';
export const close = 'Close';
export const request = 'Request a role';
export const requestRole = (label: string): string => `Ask for ${label}`;
export const serviceCenter = 'Contact the Service Center';
export const serviceCenterTitle = 'iQIES Service Center';
export const myRequests = 'My requests';
export const onlineTicket: Text = ['A ticket online: ', link('CCSQ Support Central', facts.supportCentral.value), '.'];
export const haveReady =
  'Have ready: your HARP user ID, your role, the CCN or State, and what the screen says. Never a password or a code.';
export const askMe = 'Write your question after it: /iqies ask who approves my role';
