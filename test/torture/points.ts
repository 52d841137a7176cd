import { fileURLToPath } from 'node:url';
import type { Variables } from '#test/cli/process.ts';

/** Where a process can be made to kill itself. */
export type Point = 'before-commit' | 'after-commit' | 'after-send' | 'during-migration' | 'during-import';

/**
 * Whom a kill meets, and where: a server at a point or at any moment, one that gives a new record its shape or an older one
 * the newest, a command that imports facilities or officials.
 */
export type Kill =
  | 'before-commit'
  | 'after-commit'
  | 'after-send'
  | 'random'
  | 'during-migration'
  | 'during-upgrade'
  | 'during-import'
  | 'during-officials-import';

/** What a kill came to: whether the process died where it should, and what it left half done. */
export interface Killed {
  met: boolean;
  halves: string[];
}

const preload = fileURLToPath(new URL('./crash-at.ts', import.meta.url));

/** Makes a process kill itself when it comes to a point for the nth time. */
export const crashAt = (point: Point, nth: number): Variables => ({
  NODE_OPTIONS: `--import=${preload}`,
  CRASH_AT: point,
  CRASH_NTH: String(nth),
});

/** A process whose clock is ahead: whatever a dead one had leased is free at once. */
export const clockAhead = (ms: number): Variables => ({
  NODE_OPTIONS: `--import=${preload}`,
  CLOCK_AHEAD_MS: String(ms),
});

/** Of twenty kills: where most of what can go wrong is, most of them fall. */
const ofTwenty: readonly Kill[] = [
  'before-commit',
  'after-send',
  'random',
  'during-import',
  'after-commit',
  'random',
  'after-send',
  'during-upgrade',
  'before-commit',
  'random',
  'after-commit',
  'during-officials-import',
  'after-send',
  'random',
  'before-commit',
  'during-migration',
  'after-commit',
  'random',
  'after-send',
  'random',
];

/** So many kills, each point as often as its share: a hundred meet every one five times at least. */
export const schedule = (kills: number): Kill[] =>
  Array.from({ length: kills }, (_, n) => ofTwenty[n % ofTwenty.length] as Kill);

/** Where the power is cut: commands beside the server are none of them. */
export const powerCuts = (cuts: number): Kill[] =>
  Array.from({ length: cuts }, (_, n) => (['after-commit', 'random', 'after-send', 'random'] as const)[n % 4] as Kill);
