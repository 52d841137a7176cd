import { describe, expect, it } from 'vitest';
import {
  afterBusinessDays,
  dayText,
  isBusinessDay,
  isTimeZone,
  localTime,
  momentAt,
  nextAtWork,
  type Office,
  parseDay,
} from '#domain/business-days.ts';
import { federalHolidays } from '#src/holidays.ts';

const office = (timeZone: string): Office => ({ timeZone, hours: { from: 9, to: 17 }, holidays: federalHolidays });
const chicago = office('America/Chicago');
const at = (text: string): number => Date.parse(text);
const told = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const dayOf = (text: string): number => {
  const day = parseDay(text);
  if (day === null) throw new Error(text);
  return day;
};

describe('a business day', () => {
  // As the Office of Personnel Management publishes them.
  const observed: Record<string, string[]> = {
    2026: ['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '10-12', '11-11', '11-26', '12-25'],
    2027: ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24', '12-31'],
    2028: ['01-17', '02-21', '05-29', '06-19', '07-04', '09-04', '10-09', '11-10', '11-23', '12-25'],
  };
  it.each(Object.entries(observed))('is none on a federal holiday of %s', (year, days) => {
    expect([...federalHolidays(Number(year))].sort()).toEqual(days.map((day) => `${year}-${day}`));
    for (const day of days) expect(isBusinessDay(dayOf(`${year}-${day}`), chicago)).toBe(false);
  });

  it.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-11-27', true],
    ['2028-02-29', true],
    ['1969-12-31', true],
  ])('%s: %s', (day, is) => {
    expect(isBusinessDay(dayOf(day), { holidays: (year) => (year === 1969 ? new Set() : federalHolidays(year)) })).toBe(
      is,
    );
  });
});

describe('days as people write them', () => {
  it('are the same there and back, over leap years and centuries', () => {
    for (const day of [-1, 0, 58, 59, 60, 10_957, 11_016, 19_782, 20_000, 47_540])
      expect(parseDay(dayText(day))).toBe(day);
    expect(dayText(Math.floor(at('2028-02-29T00:00Z') / 86_400_000))).toBe('2028-02-29');
  });
  it.each([
    '2027-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-04-01',
    '2026-4-1',
    '',
    'tomorrow',
    '2026-04-01T00:00',
  ])('are no day: %s', (text) => expect(parseDay(text)).toBeNull());
});

describe('so many business days later', () => {
  it.each([
    ['from a Monday morning', '2026-11-02T16:14Z', 2, '2026-11-04T15:00'],
    ['from before work', '2026-11-02T12:00Z', 2, '2026-11-04T15:00'],
    ['from after work', '2026-11-02T23:30Z', 2, '2026-11-05T15:00'],
    ['over a weekend', '2026-11-05T16:00Z', 2, '2026-11-09T15:00'],
    ['from a Saturday', '2026-11-07T16:00Z', 2, '2026-11-12T15:00'],
    ['over Thanksgiving', '2026-11-25T16:00Z', 1, '2026-11-27T15:00'],
    ['over Christmas and the end of the year', '2026-12-24T16:00Z', 5, '2027-01-04T15:00'],
    ['over the clocks going forward', '2027-03-12T16:00Z', 1, '2027-03-15T14:00'],
    ['over the clocks going back', '2026-10-30T15:00Z', 1, '2026-11-02T15:00'],
    ['over a leap day', '2028-02-28T16:00Z', 2, '2028-03-01T15:00'],
  ])('%s', (_, since, days, expected) => {
    expect(told(afterBusinessDays(at(since), days, chicago))).toBe(expected);
  });

  it('are counted by the clocks of the person', () => {
    // Monday 23:30 in New York is still Monday in Honolulu, and Tuesday in Guam.
    const since = at('2026-11-03T04:30Z');
    expect(told(afterBusinessDays(since, 1, office('America/New_York')))).toBe('2026-11-04T14:00');
    expect(told(afterBusinessDays(since, 1, office('Pacific/Honolulu')))).toBe('2026-11-04T19:00');
    expect(told(afterBusinessDays(since, 1, office('Pacific/Guam')))).toBe('2026-11-03T23:00');
  });
});

describe('the next time at work', () => {
  it.each([
    ['now, in working hours', '2026-11-02T16:14Z', '2026-11-02T16:14'],
    ['in the morning', '2026-11-02T10:00Z', '2026-11-02T15:00'],
    ['tomorrow, after work', '2026-11-02T23:00Z', '2026-11-03T15:00'],
    ['on Monday', '2026-11-07T18:00Z', '2026-11-09T15:00'],
    ['after the holiday', '2026-11-26T18:00Z', '2026-11-27T15:00'],
  ])('is %s', (_, now, expected) => expect(told(nextAtWork(at(now), chicago))).toBe(expected));
});

describe('the clocks of a time zone', () => {
  it('show nine in the morning once a day, all year long, in every State', () => {
    for (const timeZone of ['America/New_York', 'America/Phoenix', 'America/Anchorage', 'Pacific/Guam', 'Asia/Kolkata'])
      for (let day = dayOf('2027-01-01'); day < dayOf('2028-01-01'); day += 1)
        expect(localTime(momentAt(day, 9, timeZone), timeZone)).toEqual({ day, hour: 9 });
  });
  it('leave an hour out in spring: then it is the first moment after', () => {
    expect(told(momentAt(dayOf('2027-03-14'), 2, 'America/Chicago'))).toBe('2027-03-14T08:00');
  });
  it('are known by their name only', () => {
    expect(['America/Chicago', 'UTC', 'Nowhere/Atlantis', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
