/** The way of what was committed to the disk. */
export interface Disk {
  /** Something was written, or a transaction committed. @returns how much there is now, for `reach` */
  wrote(commit?: boolean): number;
  /** How much there was when the last transaction was committed. */
  committed(): number;
  /** Resolves when all that was written so far, or up to `mark`, is on the disk. @throws what the disk says */
  reach(mark?: number): Promise<void>;
  /** Brings the rest to the disk, and asks no more. */
  end(): Promise<void>;
}

/** What nobody waits for is on the disk after so long at the latest. */
const atLatestMs = 1_000;

/**
 * Brings commits to the disk outside of the loop, and many with one sync: those who commit while one runs share the next.
 * @param sync puts on the disk what was written before it was called
 * @param onQuiet called when nothing was written for a while
 */
export function openDisk(sync: () => Promise<void>, onQuiet: () => void, onFault: (fault: unknown) => void): Disk {
  let written = 0;
  let committed = 0;
  let safe = 0;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let ended = false;

  const once = async () => {
    const upTo = written;
    try {
      await sync();
      safe = Math.max(safe, upTo);
    } finally {
      running = null;
    }
  };
  const reach = async (mark = written) => {
    while (safe < mark) {
      running ??= once();
      await running;
    }
  };
  const later = (seen: number) => {
    timer = setTimeout(() => {
      timer = null;
      const quiet = written === seen;
      void reach()
        .then(() => {
          if (quiet && !ended) onQuiet();
        })
        .catch((fault: unknown) => {
          onFault(fault);
          // What is not on the disk yet is tried again, also when nobody writes any more.
          if (timer === null && !ended) later(written);
        });
      if (!quiet && !ended) later(written);
    }, atLatestMs);
    timer.unref();
  };
  return {
    wrote(commit = true) {
      written += 1;
      if (commit) committed = written;
      if (timer === null && !ended) later(written);
      return written;
    },
    committed: () => committed,
    reach,
    async end() {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      await reach();
    },
  };
}
