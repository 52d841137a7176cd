import { dayText, isTimeZone, localTime, momentAt, parseDay } from './business-days.ts';

/** A day of the calendar as people write it down: `2026-11-30`. Where it begins depends on who reads it. */
export type WrittenDay = string;

/** The day that a moment belongs to for somebody in a time zone; in UTC where the zone is not known. */
export function dayOf(ms: number, timeZone: string | null): WrittenDay {
  // A platform may name a time zone that this machine does not know.
  const zone = timeZone !== null && isTimeZone(timeZone) ? timeZone : 'UTC';
  return dayText(localTime(ms, zone).day);
}

/** A day out of what was typed or chosen; null when there is no such day. */
export function writtenDay(text: string): WrittenDay | null {
  return parseDay(text.trim()) === null ? null : text.trim();
}

/** Midnight UTC of a day, in ms since 1970. */
export const beginOf = (day: WrittenDay): number => momentAt(parseDay(day) ?? 0, 0, 'UTC');

/** The day so many days later, or earlier. */
export const addDays = (day: WrittenDay, days: number): WrittenDay => dayText((parseDay(day) ?? 0) + days);
