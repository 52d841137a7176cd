import type { WrittenDay } from '#domain/day.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day in words: "Nov 30, 2026". */
export function dayWords(day: WrittenDay): string {
  const [year, month, date] = day.split('-');
  return `${months[Number(month) - 1] ?? month} ${Number(date)}, ${year}`;
}
