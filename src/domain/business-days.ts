/**
 * Days and hours of work, in the time zone of the person whom they concern. A day is counted from 1970-01-01, so that no
 * month, leap day or change of the clocks can come between two days; only the way to and from a moment asks the time zone.
 */

/** Days since 1970-01-01, as a calendar on the wall counts them. */
export type Day = number;

/** Federal holidays of a year as they are observed, written 2026-11-26. */
export type Holidays = (year: number) => ReadonlySet<string>;

/** Whole hours of the day: work begins at `from` and ends at `to`. */
export interface WorkingHours {
  from: number;
  to: number;
}

/** All that says when somebody works. */
export interface Office {
  timeZone: string;
  hours: WorkingHours;
  holidays: Holidays;
}

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

/** Monday to Friday, and no federal holiday. */
export function isBusinessDay(day: Day, { holidays }: Pick<Office, 'holidays'>): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  const written = dayText(day);
  return weekday !== 0 && weekday !== 6 && !holidays(Number(written.slice(0, 4))).has(written);
}

/** The first business day on this day or after it. */
export function businessDayFrom(day: Day, office: Pick<Office, 'holidays'>): Day {
  let found = day;
  while (!isBusinessDay(found, office)) found += 1;
  return found;
}

/**
 * When so many business days have gone by: the beginning of work on the last of them. What comes after work, or on a day
 * off, counts as if it had come at the beginning of the next business day.
 */
export function afterBusinessDays(since: number, days: number, office: Office): number {
  const { day, hour } = localTime(since, office.timeZone);
  let reached = businessDayFrom(hour >= office.hours.to ? day + 1 : day, office);
  for (let gone = 0; gone < days; gone += 1) reached = businessDayFrom(reached + 1, office);
  return momentAt(reached, office.hours.from, office.timeZone);
}

/** This moment, where it is in working hours; else the beginning of the next ones. */
export function nextAtWork(now: number, office: Office): number {
  const { day, hour } = localTime(now, office.timeZone);
  const today = isBusinessDay(day, office);
  if (today && hour >= office.hours.from && hour < office.hours.to) return now;
  const next = businessDayFrom(today && hour >= office.hours.to ? day + 1 : day, office);
  return momentAt(next, office.hours.from, office.timeZone);
}

/** The beginning of the last working hours that began at this moment or before it. */
export function lastAtWork(at: number, office: Office): number {
  const { day, hour } = localTime(at, office.timeZone);
  let last = hour >= office.hours.from ? day : day - 1;
  while (!isBusinessDay(last, office)) last -= 1;
  return momentAt(last, office.hours.from, office.timeZone);
}

/** The day and the hour that clocks in a time zone show at a moment. */
export function localTime(ms: number, timeZone: string): { day: Day; hour: number } {
  const shown = ms + offsetAt(ms, timeZone);
  const day = Math.floor(shown / dayMs);
  return { day, hour: Math.floor((shown - day * dayMs) / hourMs) };
}

/** When clocks in a time zone show this hour; where it is left out in spring, the first moment after. */
export function momentAt(day: Day, hour: number, timeZone: string): number {
  const shown = day * dayMs + hour * hourMs;
  const guess = shown - offsetAt(shown, timeZone);
  const settled = shown - offsetAt(guess, timeZone);
  return guess === settled ? guess : Math.max(settled, shown - offsetAt(settled, timeZone));
}

/** Written 2026-11-30. */
export function dayText(day: Day): string {
  // From days to a date of the Gregorian calendar, in eras of 400 years that begin on a 1st of March.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const calendarMonth = month < 10 ? month + 3 : month - 9;
  const calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0);
  return `${String(calendarYear).padStart(4, '0')}-${two(calendarMonth)}-${two(date)}`;
}

/** A day out of 2026-11-30; null when there is no such day. */
export function parseDay(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const shifted = Number(month) <= 2 ? Number(year) - 1 : Number(year);
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (Number(month) + (Number(month) > 2 ? -3 : 9)) + 2) / 5) + Number(date) - 1;
  const day = era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
  // What a calendar does not have comes out as another day.
  return dayText(day) === text ? day : null;
}

/** Whether this machine knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    offsetAt(0, name);
    return true;
  } catch {
    return false;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far clocks in a time zone are ahead of UTC at a moment, in ms. @throws where the time zone is not known */
function offsetAt(ms: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name) ?? [];
  const ahead = Number(hours ?? 0) * hourMs + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1_000;
  return sign === '-' ? -ahead : ahead;
}
