/**
 * Clicks go before deliveries. Somebody waits for the answer to a click, and three seconds is all that a platform waits; a
 * message may come a second later. Both are done by one loop, so deliveries wait for a gap while many click at once.
 */

/** So many clicks within so long are a rush: the next one comes before a gap is used. */
const rush = { clicks: 5, withinMs: 100 };
/** In a rush a gap counts when nobody clicked for so long. */
const calmMs = 10;
/** The longest that deliveries stay behind for the sake of clicks. */
const behindMs = 2_000;

/** Who goes first in a process. */
export interface Way {
  /** Does what a click asks for. */
  asClick<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves when a delivery is in nobody's way: at once, mostly.
   * @param sinceMs how long deliveries have been behind already
   */
  giveWay(sinceMs: number): Promise<void>;
}

export function openWay(): Way {
  let underWay = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  const begun: number[] = [];
  const waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;

  /** 0: a delivery may go now; null: when a click ends it is seen again. */
  const mayGoInMs = (): number | null => {
    if (underWay > 0) return null;
    const now = performance.now();
    const [first = Number.NEGATIVE_INFINITY] = begun;
    const inRush = begun.length === rush.clicks && now - first < rush.withinMs;
    return inRush ? Math.max(0, Math.ceil(endedAt + calmMs - now)) : 0;
  };
  const look = (): void => {
    if (waiting.size === 0 || timer !== null) return;
    const inMs = mayGoInMs();
    if (inMs === 0) for (const go of waiting) go();
    else if (inMs !== null)
      timer = setTimeout(() => {
        timer = null;
        look();
      }, inMs);
  };
  return {
    async asClick(work) {
      underWay += 1;
      begun.push(performance.now());
      if (begun.length > rush.clicks) begun.shift();
      try {
        return await work();
      } finally {
        underWay -= 1;
        endedAt = performance.now();
        look();
      }
    },
    giveWay(sinceMs) {
      const mostMs = behindMs - sinceMs;
      if (mostMs <= 0 || mayGoInMs() === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(enough);
          waiting.delete(go);
          resolve();
        };
        const enough = setTimeout(go, mostMs);
        waiting.add(go);
        look();
      });
    },
  };
}

/** Of this process: it has one loop, whatever it serves. */
export const { asClick, giveWay } = openWay();
