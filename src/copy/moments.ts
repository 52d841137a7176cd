import { dateFormat } from './date-format.ts';

const dateIn = dateFormat({ dateStyle: 'medium' });
const timeIn = dateFormat({ timeStyle: 'short' });

/**
 * A moment in words, where the platform has no way to show it in each reader's own time zone.
 * @param timeZone the reader's, as "America/Chicago"; null where it is not known or several people read it: UTC, named
 */
export function momentWords(ms: number, timeZone: string | null): string {
  const utc = `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (timeZone === null) return utc;
  try {
    return `${dateIn(ms, timeZone)} at ${timeIn(ms, timeZone).replace('\u202f', ' ')}`;
  } catch {
    // A platform may name a time zone that this machine does not know.
    return utc;
  }
}
