import { z } from 'zod';
import { times } from '#content/times.ts';
import { isTimeZone } from '#domain/business-days.ts';
import type { Times } from '#domain/times.ts';

/** The part of the configuration that says how long things may wait. */

const days = (most: number) => z.coerce.number({ error: 'is a number' }).int('is a whole number').min(1).max(most);

const stages = z
  .string()
  .transform((text) => text.split(',').map((part) => Number(part.trim())))
  .refine(
    (numbers) =>
      numbers.length <= 5 && numbers.every((n, i) => Number.isInteger(n) && n > (numbers[i - 1] ?? 0) && n <= 60),
    'is up to five whole numbers from 1 to 60 that grow, such as 2,4',
  );

const hours = z
  .string()
  .regex(/^\d{1,2}-\d{1,2}$/, 'is two hours such as 9-17')
  .transform((text) => text.split('-').map(Number))
  .refine(([from = 0, to = 0]) => from < to && to <= 24, 'is two hours of a day, the first before the second')
  .transform(([from = 0, to = 0]) => ({ from, to }));

/** Variables that say how long things may wait. */
export const timesVariables = {
  REMIND_AFTER_BUSINESS_DAYS: stages.optional(),
  CONTACTS_AFTER_BUSINESS_DAYS: days(60).default(times.contactsAfter.value),
  REMIND_NOT_DONE_AFTER_BUSINESS_DAYS: stages.optional(),
  NOT_DONE_TO_OPERATOR_AFTER_BUSINESS_DAYS: days(60).default(times.notDoneToOperatorAfter.value),
  EXPIRE_AFTER_DAYS: days(365).default(times.expireAfterDays.value),
  EXPIRY_TOLD_DAYS_BEFORE: days(60).default(times.tellExpiryDaysBefore.value),
  CHECKLIST_REMINDER_AFTER_BUSINESS_DAYS: days(60).default(times.nudgeAfter.value),
  WORKING_HOURS: hours.optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'is the name of a time zone such as America/Chicago')
    .default(times.timeZone.value),
};

const variables = z.object(timesVariables);
type Values = z.infer<typeof variables>;

/** What contradicts itself, one sentence each. */
export function timesProblems(values: Values): string[] {
  return values.EXPIRY_TOLD_DAYS_BEFORE < values.EXPIRE_AFTER_DAYS
    ? []
    : ['EXPIRY_TOLD_DAYS_BEFORE is smaller than EXPIRE_AFTER_DAYS: people are told before something expires.'];
}

/** How long things may wait, with our own numbers where the operator gave none. */
export function timesFrom(values: Values): Times {
  return {
    remindAfter: values.REMIND_AFTER_BUSINESS_DAYS ?? times.remindAfter.value,
    contactsAfter: values.CONTACTS_AFTER_BUSINESS_DAYS,
    remindNotDoneAfter: values.REMIND_NOT_DONE_AFTER_BUSINESS_DAYS ?? times.remindNotDoneAfter.value,
    notDoneToOperatorAfter: values.NOT_DONE_TO_OPERATOR_AFTER_BUSINESS_DAYS,
    expireAfterDays: values.EXPIRE_AFTER_DAYS,
    tellExpiryDaysBefore: values.EXPIRY_TOLD_DAYS_BEFORE,
    nudgeAfter: values.CHECKLIST_REMINDER_AFTER_BUSINESS_DAYS,
    workingHours: values.WORKING_HOURS ?? times.workingHours.value,
    timeZone: values.TIME_ZONE,
  };
}
