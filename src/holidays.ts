import { allForYear } from '@18f/us-federal-holidays';
import type { Holidays } from '#domain/business-days.ts';

const known = new Map<number, ReadonlySet<string>>();

/** US federal holidays of a year, on the days on which they are observed. */
export const federalHolidays: Holidays = (year) => {
  const before = known.get(year);
  if (before !== undefined) return before;
  // A New Year's Day on a Saturday is observed on the last day of the year before.
  const observed = [...allForYear(year), ...allForYear(year + 1)].map(({ dateString }) => dateString);
  const days = new Set(observed.filter((day) => day.startsWith(`${year}-`)));
  known.set(year, days);
  return days;
};
