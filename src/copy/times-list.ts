import { times as usual } from '#content/times.ts';
import type { Times } from '#domain/times.ts';

/** What "times" prints: how long things wait, why, and where that is changed. */

export interface TimeLine {
  what: string;
  /** What is in force. */
  value: string;
  /** Where it comes from. */
  basis: string;
  /** Where it is changed. */
  where: string;
}

const bases = {
  rule: 'decided for this bot; no job aid names a time',
  assumption: 'our assumption; no job aid names a time',
  public: 'a public source: accounts without a log-in for 60 days lose their roles',
} as const;

const list = (days: readonly number[]): string => days.join(' and ');

interface Row {
  what: string;
  variable: string;
  say(value: Times): string;
}

const configured: { readonly [Name in keyof Times]: Row } = {
  remindAfter: {
    what: 'Officials are reminded of what waits for their decision',
    variable: 'REMIND_AFTER_BUSINESS_DAYS',
    say: ({ remindAfter }) => `after ${list(remindAfter)} business days`,
  },
  contactsAfter: {
    what: 'Requesters get the names and contacts of their officials',
    variable: 'CONTACTS_AFTER_BUSINESS_DAYS',
    say: ({ contactsAfter }) => `after ${contactsAfter} business days`,
  },
  remindNotDoneAfter: {
    what: 'Officials are reminded of what is approved and not done in iQIES',
    variable: 'REMIND_NOT_DONE_AFTER_BUSINESS_DAYS',
    say: ({ remindNotDoneAfter }) => `after ${list(remindNotDoneAfter)} business days`,
  },
  notDoneToOperatorAfter: {
    what: 'You hear of what is approved and not done in iQIES',
    variable: 'NOT_DONE_TO_OPERATOR_AFTER_BUSINESS_DAYS',
    say: ({ notDoneToOperatorAfter }) => `after ${notDoneToOperatorAfter} business days`,
  },
  expireAfterDays: {
    what: 'What nobody decides expires',
    variable: 'EXPIRE_AFTER_DAYS',
    say: ({ expireAfterDays }) => `after ${expireAfterDays} days`,
  },
  tellExpiryDaysBefore: {
    what: 'Both sides are told that it will',
    variable: 'EXPIRY_TOLD_DAYS_BEFORE',
    say: ({ tellExpiryDaysBefore }) => `${tellExpiryDaysBefore} days before`,
  },
  nudgeAfter: {
    what: 'Those who want it are reminded of a checklist that did not move',
    variable: 'CHECKLIST_REMINDER_AFTER_BUSINESS_DAYS',
    say: ({ nudgeAfter }) => `after ${nudgeAfter} business days`,
  },
  workingHours: {
    what: 'Reminders come in working hours, on business days without US federal holidays',
    variable: 'WORKING_HOURS',
    say: ({ workingHours: { from, to } }) => `${from} to ${to} o’clock`,
  },
  timeZone: {
    what: 'Time zone of people and places of whom no other is known',
    variable: 'TIME_ZONE',
    say: ({ timeZone }) => timeZone,
  },
};

/** Those of the configuration. A number that is not our own says so. */
export function configuredLines(times: Times): TimeLine[] {
  return Object.entries(configured).map(([name, { what, variable, say }]) => {
    const key = name as keyof Times;
    const own = JSON.stringify(times[key]) === JSON.stringify(usual[key].value);
    return { what, value: say(times), basis: own ? bases[usual[key].basis] : 'set by you', where: variable };
  });
}

/** Numbers that stand in the program. */
interface Fixed {
  answerBusinessDays: number;
  reviewRounds: number;
  logInDays: number;
  numberMinutes: number;
  questionDays: number;
}

const notSettable = 'not changeable';

/** Those that nobody changes. */
export function fixedLines({
  answerBusinessDays,
  reviewRounds,
  logInDays,
  numberMinutes,
  questionDays,
}: Fixed): TimeLine[] {
  return [
    {
      what: 'A PSO who was reported to have left is asked, and her silence is noted',
      value: `after ${answerBusinessDays} business days`,
      basis: bases.rule,
      where: notSettable,
    },
    {
      what: 'A PSO who said her last day is asked for a second one',
      value: '7 days and 1 day before it',
      basis: bases.assumption,
      where: notSettable,
    },
    {
      what: 'Officials are asked for their list of a review',
      value: `${reviewRounds} times, weekly`,
      basis: bases.assumption,
      where: notSettable,
    },
    {
      what: 'Those who want it are reminded to log in to iQIES',
      value: `every ${logInDays} days`,
      basis: bases.public,
      where: 'each for herself, on My Profile',
    },
    {
      what: 'An official’s number by e-mail counts',
      value: `for ${numberMinutes} minutes`,
      basis: bases.assumption,
      where: notSettable,
    },
    {
      what: 'A message that can’t be delivered is tried again',
      value: 'for about 2 days',
      basis: bases.assumption,
      where: notSettable,
    },
    {
      what: 'Questions without a good answer are kept',
      value: `for ${questionDays} days`,
      basis: bases.rule,
      where: notSettable,
    },
  ];
}

export const timeWords = ({ what, value, basis, where }: TimeLine): string => `${what}: ${value} (${basis}; ${where})`;
