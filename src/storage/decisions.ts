import type { ItemState } from '#domain/item.ts';

/** When officials decided: what the usual time at a place, and the operator's numbers, are counted from. */

const weekMs = 7 * 24 * 60 * 60 * 1000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const mondayMs = 4 * 24 * 60 * 60 * 1000;

/** The number of a week. */
export const weekOf = (at: number): number => Math.floor((at - mondayMs) / weekMs);

/** The Monday on which a week begins, in UTC. */
export const weekBegins = (week: number): number => week * weekMs + mondayMs;

/** When an official decided it here; null while nobody did, and where it became known from somebody else. */
export function decidedAt(state: ItemState): number | null {
  if (state.status !== 'approved' && state.status !== 'active' && state.status !== 'rejected') return null;
  return state.basis === undefined ? state.at : null;
}

/** The same as it stands with an item. @param askedAt when its request was submitted */
export function decisionOf(state: ItemState, askedAt: number): { decided_week: number | null; took_ms: number | null } {
  const at = decidedAt(state);
  return { decided_week: at === null ? null : weekOf(at), took_ms: at === null ? null : at - askedAt };
}
