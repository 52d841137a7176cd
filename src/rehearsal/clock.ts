import { keep, readKept } from './keep.ts';

/** The one clock of a rehearsal, for the bot and its Slack alike. It can be moved forward and never goes back. */
export interface RehearsalClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves it, and keeps that on the disk first. @throws when the file can't be written; nothing has moved then */
  forward(ms: number): void;
}

/**
 * Opens the clock where the last rehearsal left it, so that nothing in the record ever lies in the future.
 * @param file where it is kept between two runs; null: nowhere
 */
export function openClock(file: string | null, real: () => number = Date.now): RehearsalClock {
  let aheadMs = file === null ? 0 : readAhead(file);
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, real() + aheadMs);
      return latest;
    },
    forward(ms) {
      if (!(ms > 0)) throw new Error('The clock of a rehearsal moves forward only.');
      if (file !== null) keep(file, { aheadMs: aheadMs + ms });
      aheadMs += ms;
    },
  };
}

function readAhead(file: string): number {
  const kept = readKept(file);
  const ahead = typeof kept === 'object' && kept !== null && 'aheadMs' in kept ? kept.aheadMs : 0;
  return typeof ahead === 'number' && ahead > 0 ? ahead : 0;
}
