import { setTimeout as wait } from 'node:timers/promises';

/** How long a busy database is tried before its user is told; Slack waits three seconds for an answer. */
const patienceMs = 1_600;
const busyCodes = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']);

/** Whether another process holds the write lock. */
export function isBusy(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && 'code' in fault && busyCodes.has(String(fault.code));
}

/**
 * Repeats work that found the database locked by another process, without blocking this one between tries.
 * @throws the last fault when the lock is not given up in time, or any other fault at once
 */
export async function withRetry<T>(work: () => Promise<T>, patience = patienceMs): Promise<T> {
  const until = Date.now() + patience;
  for (let pause = 5; ; pause = Math.min(pause * 2, 80)) {
    try {
      return await work();
    } catch (fault) {
      if (!isBusy(fault) || Date.now() + pause > until) throw fault;
      await wait(pause);
    }
  }
}
