import { z } from 'zod';

/**
 * What lies below a dialog. Teams shows one at a time, so a dialog that opens on top takes the place of the one it came
 * from. Its buttons carry how to come back: the button that opened what lies below, pressed anew, or the form to go on with.
 */
export type Frame = { action: string; value: string } | { draft: string; step: string };

/** The lowest first; the last one is the dialog itself. */
export type Trail = readonly Frame[];

/** It comes along with every button of a dialog: it stays short, and what is longer has no way back. */
const mostFrames = 4;
const longestValue = 120;

const frame = z.union([
  z.strictObject({ action: z.string().max(60), value: z.string().max(longestValue) }),
  z.strictObject({ draft: z.string().max(60), step: z.string().max(20) }),
]);

/** A trail as it comes back with a button; none where somebody tampered with it. */
export const trailSchema = z.array(frame).max(mostFrames).catch([]);

/** The trail of a dialog that a button of a message opens. */
export const trailFrom = (action: string, value: string): Trail =>
  value.length > longestValue ? [] : [{ action, value }];

/**
 * The trail of a dialog that opens on top of another one.
 * @param here how to come back to the form that stands there now, where the button that opened it leads elsewhere
 */
export function onTop(trail: Trail, here: Frame | null, action: string, value: string): Trail {
  const below = here === null ? trail : [...trail.slice(0, -1), here];
  const own = trailFrom(action, value);
  return own.length === 0 || below.length === 0 ? own : [...below, ...own].slice(-mostFrames);
}
