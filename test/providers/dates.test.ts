import { describe, expect, it } from 'vitest';
import { dateIn, dateInWords } from '#storage/provider-dates.ts';

describe('the date of a list', () => {
  it.each([
    ['synthea-2018-02', '2018-02', 'Feb 2018'],
    ['cms-2025-26', '2025', '2025'],
    ['hrsa-2026-03', '2026-03', 'Mar 2026'],
    ['care_compare_nh_2026-08.header.csv', '2026-08', 'Aug 2026'],
    ['HH_Provider_2026-10-01.csv.gz', '2026-10-01', 'Oct 2026'],
    ['NH_ProviderInfo_Aug2026.csv', '2026-08', 'Aug 2026'],
    ['hospitals_08_2026.csv', '2026-08', 'Aug 2026'],
    ['hospice 20261001.csv', '2026-10-01', 'Oct 2026'],
    ['07/01/2022', '2022-07-01', 'Jul 2022'],
    ['7/1/2022', '2022-07-01', 'Jul 2022'],
    ['FY_2024_hospice.csv', '2024', '2024'],
  ])('%s is read as %s and shown as %s', (text, date, shown) => {
    expect(dateIn(text)).toBe(date);
    expect(dateInWords(date)).toBe(shown);
  });

  it.each(['Hospital_General_Information.csv.gz', '', '13/45/9999', '3343955000', 'list 1234567'])(
    'is not found where there is none: %s',
    (text) => {
      expect(dateIn(text)).toBeNull();
    },
  );
});
