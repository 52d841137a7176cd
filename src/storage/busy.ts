import { setTimeout as wait } from 'node:timers/promises';

/** What a database says when it can't be used just now, and what is tried again. Everything else is a fault of ours. */

/** How long a busy database is tried before its user is told; Slack waits three seconds for an answer. */
const patienceMs = 1_600;

/** Others were in the way: a lock, a deadlock, a transaction that can't be put in order. Nothing was written. */
const busyCodes = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', '55P03']);

/** The server is not there, is starting or stopping, takes nobody in, or the network is broken. */
const lostCodes =
  /^(?:08...|57P0[123]|53300|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** The same, where the driver gives no code. */
const lostWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (?:has encountered a connection error|was closed)|Postgres connection has been discarded)/;

/** It is there, and can't do it: a full or broken disk, a copy that is only read, a statement that took too long. */
const unableCodes =
  /^(?:SQLITE_(?:IOERR|FULL|CANTOPEN|READONLY|CORRUPT|NOTADB).*|53...|57014|25006|58...|XX00[12]|3D000|28...|EIO|ENOSPC|EDQUOT|EROFS)$/;

/** It was closed, because the bot stops. */
const closedWords =
  /database connection is not open|driver has already been destroyed|Cannot use a pool after calling end on the pool/;

/** Whether another process was in the way: the same work may be done at once when that one is done. */
export function isBusy(fault: unknown): boolean {
  return busyCodes.has(codeOf(fault));
}

/** Whether the connection to the database broke, or could not be made. */
export function isLost(fault: unknown): boolean {
  return lostCodes.test(codeOf(fault)) || (fault instanceof Error && lostWords.test(fault.message));
}

/** Whether the database can't be read or written just now, for whatever reason that is not ours. */
export function isOutOfReach(fault: unknown): boolean {
  if (isBusy(fault) || isLost(fault) || unableCodes.test(codeOf(fault))) return true;
  return fault instanceof Error && closedWords.test(fault.message);
}

/** The kind of a fault of the database, for those who count them. */
export function kindOf(fault: unknown): 'busy' | 'lost' | 'out-of-reach' | 'other' {
  if (isBusy(fault)) return 'busy';
  if (isLost(fault)) return 'lost';
  return isOutOfReach(fault) ? 'out-of-reach' : 'other';
}

/**
 * Repeats work that found others in the way or no connection, without blocking this process between tries.
 * @param mayRepeat asked before each repetition: false when what was done may stand in spite of the fault
 * @throws the last fault when it does not end in time, or any other fault at once
 */
export async function withRetry<T>(
  work: () => Promise<T>,
  patience = patienceMs,
  mayRepeat: (fault: unknown) => boolean = () => true,
): Promise<T> {
  const until = Date.now() + patience;
  for (let pause = 5; ; pause = Math.min(pause * 2, 80)) {
    const from = Date.now();
    try {
      return await work();
    } catch (fault) {
      const again = (isBusy(fault) || isLost(fault)) && mayRepeat(fault);
      // The next try may take as long as this one did.
      const tookMs = Date.now() - from;
      if (!again || Date.now() + pause + tookMs > until) throw fault;
      await wait(pause);
    }
  }
}

function codeOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : '';
}
