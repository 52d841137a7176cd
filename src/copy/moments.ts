/**
 * A moment in words, where the platform has no way to show it in each reader's own time zone.
 * @param timeZone the reader's, as "America/Chicago"; null where it is not known or several people read it: UTC, named
 */
export function momentWords(ms: number, timeZone: string | null): string {
  const utc = `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (timeZone === null) return utc;
  try {
    const date = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium' }).format(ms);
    const time = new Intl.DateTimeFormat('en-US', { timeZone, timeStyle: 'short' }).format(ms);
    return `${date} at ${time.replace('\u202f', ' ')}`;
  } catch {
    // A platform may name a time zone that this machine does not know.
    return utc;
  }
}
