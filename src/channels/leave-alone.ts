import type { Outbox } from '#application/outbox.ts';
import type { Watch } from '#application/watch.ts';
import type { Logger } from './log-port.ts';

/** What a direct answer tells the deliveries: a place that asks us to come back later gets no message before that. */
export type LeaveAlone = (scope: string, afterMs: number) => Promise<void>;

/**
 * Puts off what is due for a workspace or tenant, as a delivery does that hears the same. Direct answers themselves are
 * tried all the same: they are few, and somebody waits for them.
 */
export function leavingAlone(parts: {
  outbox: Pick<Outbox, 'pause'>;
  on: 'slack' | 'teams';
  watch: Watch;
  now(): number;
  log: Logger;
}): LeaveAlone {
  const { outbox, on, watch, now, log } = parts;
  return async (scope, afterMs) => {
    watch.count({ kind: 'pause', on });
    // Without the record the next delivery hears it itself.
    await outbox
      .pause(scope, now() + afterMs)
      .catch((fault: unknown) => log.warn({ err: fault }, 'a pause could not be noted'));
  };
}
