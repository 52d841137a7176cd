import { businessDayFrom, type Day, dayText, localTime, momentAt, type Office, parseDay } from './business-days.ts';
import { type Answer, no, yes } from './refusal.ts';

/** An official who is away for some days. She stays an official and may decide; others are asked in her place. */

/** An absence as it stands. Days are those of her own calendar, written 2026-11-30. */
export interface Away {
  fromDay: string;
  toDay: string;
  /** When she is back at work. */
  backAt: number;
  /** She is away now. */
  began: boolean;
}

/** So long at most: who is away for longer has left, or comes back and says so. */
const mostDays = 365;

/** When an absence begins, and when it is over: when she works again. Both days belong to it. */
export function absence(fromDay: Day, toDay: Day, office: Office) {
  return {
    beginsAt: momentAt(fromDay, 0, office.timeZone),
    backAt: momentAt(businessDayFrom(toDay + 1, office), office.hours.from, office.timeZone),
  };
}

/** An absence out of what was entered. An empty first day is today; one that is over already is none. */
export function plannedAway(from: string, to: string, now: number, office: Office): Answer<Away> {
  const today = localTime(now, office.timeZone).day;
  const fromDay = from === '' ? today : parseDay(from);
  const toDay = parseDay(to);
  if (fromDay === null || toDay === null) return no('away-day-missing');
  if (toDay < fromDay || toDay < today) return no('away-over');
  if (toDay - today > mostDays) return no('away-too-long');
  const { beginsAt, backAt } = absence(fromDay, toDay, office);
  return yes({ fromDay: dayText(fromDay), toDay: dayText(toDay), backAt, began: beginsAt <= now });
}
