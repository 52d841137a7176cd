import { expect, test } from 'vitest';
import { formatDate, formatDay } from '#rehearsal/page/static/dates.js';

// Tuesday, 3 November 2026, 15:14:05 UTC
const AT = Date.UTC(2026, 10, 3, 15, 14, 5) / 1000;
const now = AT * 1000 + 3_600_000;

test.each([
  ['{date_num}', '2026-11-03'],
  ['{date}', 'November 3rd, 2026'],
  ['{date_short} at {time}', 'Nov 3, 2026 at 10:14 AM'],
  ['{date_long}', 'Tuesday, November 3rd, 2026'],
  ['{date_short_pretty}', 'today'],
  ['{time_secs}', '10:14:05 AM'],
  ['{ago}', '1 hour ago'],
])('%s', (format, expected) => {
  expect(formatDate(AT, format, { timeZone: 'America/New_York', now })).toBe(expected);
});

test('a format that Slack does not know gives nothing, so that the fallback is shown', () => {
  expect(formatDate(AT, '{date} {nonsense}', { now })).toBeNull();
});

test('the day is the day of the reader', () => {
  const late = Date.UTC(2026, 10, 4, 3, 0, 0);
  expect(formatDay(late, 'America/New_York', now)).toBe('Today');
  expect(formatDay(late, 'Europe/Berlin', now)).toBe('Tomorrow');
  expect(formatDay(late, 'Not/AZone', now + 86_400_000 * 30)).toMatch(/November/);
});
