import { describe, expect, it } from 'vitest';
import { plannedAway } from '#domain/away.ts';
import type { Office } from '#domain/business-days.ts';
import { federalHolidays } from '#src/holidays.ts';

const chicago: Office = { timeZone: 'America/Chicago', hours: { from: 9, to: 17 }, holidays: federalHolidays };
// A Monday evening in Chicago; in London it is Tuesday.
const now = Date.parse('2026-11-24T01:00:00Z');
const planned = (from: string, to: string) => {
  const answer = plannedAway(from, to, now, chicago);
  return answer.ok
    ? { ...answer.value, backAt: new Date(answer.value.backAt).toISOString().slice(0, 16) }
    : answer.refusal;
};

describe('an absence', () => {
  it.each([
    ['begins today where no first day is given', '', '2026-11-23', '2026-11-23', '2026-11-24T15:00', true],
    ['has begun where its first day is over', '2026-11-20', '2026-11-24', '2026-11-20', '2026-11-25T15:00', true],
    ['begins tomorrow', '2026-11-24', '2026-11-24', '2026-11-24', '2026-11-25T15:00', false],
    ['ends on the next day of work: after the holiday', '', '2026-11-25', '2026-11-23', '2026-11-27T15:00', true],
    ['ends after the weekend', '', '2026-11-27', '2026-11-23', '2026-11-30T15:00', true],
  ])('%s', (_, from, to, fromDay, backAt, began) => {
    expect(planned(from, to)).toEqual({ fromDay, toDay: to, backAt, began });
  });

  it.each([
    ['', '', 'away-day-missing'],
    ['', 'Friday', 'away-day-missing'],
    ['2026-02-30', '2026-12-01', 'away-day-missing'],
    ['', '2026-11-22', 'away-over'],
    ['2026-12-02', '2026-12-01', 'away-over'],
    ['', '2027-11-24', 'away-too-long'],
    ['', '9999-12-31', 'away-too-long'],
  ])('from “%s” to “%s” is none: %s', (from, to, refusal) => expect(planned(from, to)).toBe(refusal));
});
