/** How long a failed delivery waits for its next try. */

/** About two days of tries. */
export const mostAttempts = 60;
const longestWaitMs = 60 * 60 * 1000;

/**
 * 1 s, 2 s, 4 s ... up to an hour, each with up to a quarter more: many that failed together don't come back together.
 * @param chance from 0 to 1
 */
export function backOff(attempts: number, chance: number): number {
  const wait = Math.min(1_000 * 2 ** attempts, longestWaitMs);
  return wait + Math.floor((wait / 4) * chance);
}
