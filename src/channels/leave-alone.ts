import type { Outbox } from '#application/outbox.ts';
import type { Watch } from '#application/watch.ts';
import type { Logger } from './log-port.ts';

/** What a direct answer tells the deliveries: a place that asks us to come back later gets no message before that. */
export type LeaveAlone = (scope: string, afterMs: number, whose: string) => Promise<void>;

/** A chat has a limit of its own, too: what one person keeps asking for must not hold up everybody. */
const onceInMs = 10 * 60 * 1000;
const mostPeople = 10_000;

/**
 * Puts off what is due for a workspace or tenant, as a delivery does that hears the same. Direct answers themselves are
 * tried all the same: they are few, and somebody waits for them. The answers to one person do it once in a while at most:
 * a limit that is not her own is heard by the deliveries, too.
 */
export function leavingAlone(parts: {
  outbox: Pick<Outbox, 'pause'>;
  on: 'slack' | 'teams';
  watch: Watch;
  now(): number;
  log: Logger;
}): LeaveAlone {
  const { outbox, on, watch, now, log } = parts;
  const lately = new Map<string, number>();
  return async (scope, afterMs, whose) => {
    const key = `${scope}/${whose}`;
    if ((lately.get(key) ?? -Infinity) > now() - onceInMs) return;
    if (lately.size >= mostPeople) lately.clear();
    lately.set(key, now());
    watch.count({ kind: 'pause', on });
    // Without the record the next delivery hears it itself.
    await outbox
      .pause(scope, now() + afterMs)
      .catch((fault: unknown) => log.warn({ err: fault }, 'a pause could not be noted'));
  };
}
