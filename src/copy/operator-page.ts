import { parseOrganizationKey } from '#domain/organization.ts';
import { count, placeLabel } from './words.ts';

/** The words of the operator's page. Moments are UTC. */

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

export const title = 'iQIES bot: the operator’s page';
export const readOnly =
  'What stands here is only read. “npm run -s cli -- --help” names the commands that change something.';
export const asOf = (at: number): string => `As of ${moment(at)}`;
export const signOut = 'Sign out';

export const signIn = {
  title: 'Sign in: the operator’s page',
  heading: 'The operator’s page',
  label: 'Operator token',
  hint: 'It is OPERATOR_TOKEN in the bot’s settings.',
  button: 'Sign in',
  wrong: 'That is not the token.',
  tooMany: 'Too many tries. Wait a minute, then try again.',
} as const;

export const glance = {
  heading: 'At a glance',
  undecided: 'Undecided',
  oldest: 'Oldest',
  median: 'Median to a decision',
  noPso: 'Facilities without a PSO',
  questions: 'Open questions',
  dead: 'Deliveries given up',
  nothing: '–',
} as const;

/** Of what nobody has decided yet. */
export const undecided = {
  pending: 'Waits for an official',
  held: 'No official there now',
  outside: 'Decided in iQIES',
} as const;

export const waiting = {
  heading: 'What waits',
  ages: 'How long it has waited',
  age: 'Since it was asked',
  all: 'All',
  chart: (all: number): string =>
    `Chart: ${count(all, 'open question of access', 'open questions of access')} by how long each has waited. The table under it has the numbers.`,
  places: 'Where it waits longest',
  place: 'Place',
  oldest: 'Oldest',
  none: 'Nothing waits for anybody.',
  more: (n: number): string => `${count(n, 'more place', 'more places')}: “requests list --open”.`,
} as const;

/** An age group, by its bounds in days. */
export function ageGroup(fromDays: number, underDays: number | null): string {
  if (underDays === null) return `${fromDays} days and more`;
  if (fromDays === 0) return underDays === 1 ? 'less than a day' : `less than ${underDays} days`;
  return underDays - fromDays === 1 ? `${fromDays} days` : `${fromDays} to ${underDays - 1} days`;
}

export const decisions = {
  heading: 'Time to a decision',
  about:
    'From the request to the press of Approve or Reject here, by the week of the decision. Half took no longer than the median, nine of ten no longer than the other number.',
  chart: (weeks: number): string =>
    `Chart: median and nine of ten, in days, over ${weeks} weeks. The table under it has the numbers.`,
  table: 'The weeks as a table',
  week: 'Week of',
  number: 'Decisions',
  median: 'Median',
  p90: 'Nine of ten within',
  none: 'No official has decided anything here in this time.',
} as const;

export const thin = {
  heading: 'Facilities with no PSO or only one',
  none: 'No PSO known',
  one: 'Only one PSO',
  table: 'Those where most waits',
  facility: 'Facility',
  psos: 'PSOs',
  waits: 'Undecided',
  empty: 'Every facility that is known here has two PSOs.',
  more: (n: number): string => `${count(n, 'more facility', 'more facilities')}: “officials thin --csv”.`,
} as const;

export const questions = {
  heading: 'Questions without a good answer',
  when: 'Asked',
  question: 'Question',
  outcome: 'Answered with',
  missing: 'What was missing',
  nearest: 'Nearest articles',
  id: 'Id',
  erased: '(erased)',
  empty: 'No open question.',
  more: (n: number): string => `${count(n, 'more question', 'more questions')}: “questions”.`,
} as const;

/** What a question was answered with, for the operator. */
export const questionOutcomes = {
  answer: 'an answer that did not help',
  suggest: 'what it may have meant',
  unknown: 'nothing known',
  guarded: 'nothing, it held a secret',
  refused: 'a refusal',
} as const;

export const deliveries = {
  heading: 'Deliveries',
  ways: 'By where they go',
  way: 'To',
  done: 'Done in 24 hours',
  due: 'Due now',
  dead: 'Given up',
  given: 'Given up',
  when: 'When',
  kind: 'What',
  why: 'Why',
  request: 'Request',
  id: 'Id',
  nothing: 'Nothing was ever to be delivered.',
  noneDead: 'Everything was delivered or is on its way.',
  again: 'To send one again: “deliveries --retry ID”.',
  late: (ms: number): string => `The longest waiting one is due since ${lasting(ms)}.`,
} as const;

/** Where a task goes. */
export const wayNames: Readonly<Record<string, string>> = {
  slack: 'Slack',
  teams: 'Teams',
  email: 'e-mail',
  webhook: 'your own system',
  any: 'the bot itself',
};

/** A place by its key, with its name where that is known. */
export function placeOf(key: string, name: string | null): string {
  const organization = parseOrganizationKey(key);
  return organization === null ? key : placeLabel(organization, name);
}

/** "40 minutes", "5 hours", "3 days": rounded down, the unit that says most. */
export function lasting(ms: number): string {
  if (ms >= 2 * dayMs) return count(Math.floor(ms / dayMs), 'day', 'days');
  if (ms >= hourMs) return count(Math.floor(ms / hourMs), 'hour', 'hours');
  return count(Math.floor(ms / 60_000), 'minute', 'minutes');
}

/** "2026-11-21 17:05 UTC". */
export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** "2026-11-21". */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
