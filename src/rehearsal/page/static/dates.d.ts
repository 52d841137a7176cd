/** Types of dates.js for the tests. */
export function formatDate(
  seconds: number,
  format: string,
  options?: { timeZone?: string; now?: number },
): string | null;
export function formatTime(ms: number, timeZone?: string): string;
export function formatDay(ms: number, timeZone?: string, now?: number): string;
