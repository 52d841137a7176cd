/** How long a decision usually takes at an organization, from those that were made there. */

/** So many of the last decisions are looked at, and so many are needed before anything is said. */
export const decisionsLookedAt = 20;
const fewest = 5;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The usual time in days, rounded up: 1 is "within a day". null while there are too few decisions to say.
 * @param tookMs from the request to its decision, in any order
 */
export function usualDays(tookMs: readonly number[]): number | null {
  if (tookMs.length < fewest) return null;
  const sorted = tookMs.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  return Math.max(1, Math.ceil(median / dayMs));
}
