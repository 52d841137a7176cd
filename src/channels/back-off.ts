/** How long a failed delivery waits for its next try. */

/** About two days of tries. */
export const mostAttempts = 265;
/** How long after a platform's outage some messages still wait: everybody's last pause has become this long. */
const longestWaitMs = 10 * 60 * 1000;

/**
 * 1 s, 2 s, 4 s ... up to ten minutes, each with up to a quarter more: many that failed together don't come back together.
 * @param chance from 0 to 1
 */
export function backOff(attempts: number, chance: number): number {
  const wait = Math.min(1_000 * 2 ** attempts, longestWaitMs);
  return wait + Math.floor((wait / 4) * chance);
}
