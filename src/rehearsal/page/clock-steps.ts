/** How far the page's buttons move the clock. */
export const clockSteps = ['hour', 'day', 'week', 'workday-morning'] as const;
export type ClockStep = (typeof clockSteps)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** @param timeZone whose morning it is to be @returns how many milliseconds from now; always more than 0 */
export function stepMs(step: ClockStep, now: number, timeZone: string): number {
  switch (step) {
    case 'hour':
      return HOUR_MS;
    case 'day':
      return DAY_MS;
    case 'week':
      return 7 * DAY_MS;
    case 'workday-morning':
      return nextWorkdayMorning(now, timeZone) - now;
  }
}

/** The first 9:00 of a Monday to Friday after this moment. Holidays are not known here. */
function nextWorkdayMorning(now: number, timeZone: string): number {
  const today = localTime(now, timeZone);
  for (let day = 0; day < 7; day += 1) {
    const nine = Date.UTC(today.year, today.month - 1, today.day + day, 9);
    const at = nine - offsetMs(nine, timeZone);
    const weekday = new Date(nine).getUTCDay();
    if (at > now && weekday >= 1 && weekday <= 5) return at;
  }
  throw new Error('A week has a workday.');
}

/** How far the zone's wall clock is ahead of UTC when that wall clock shows this time. */
function offsetMs(wallClock: number, timeZone: string): number {
  // The offset at the same moment of UTC may be that of the other side of a change to summer time: asked twice.
  const near = zoneOffsetMs(wallClock, timeZone);
  return zoneOffsetMs(wallClock - near, timeZone);
}

function zoneOffsetMs(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localTime(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}

function localTime(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  };
}
