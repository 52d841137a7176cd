import { readHead } from '#storage/audit.ts';
import type { Db } from '#storage/database.ts';
import type { Logger } from './log.ts';

const everyMs = 60 * 60 * 1000;

/**
 * Writes the head of the record into the log now and each hour: whoever cuts off the end of the record would have to change
 * the log, too. "audit verify --head" looks for it.
 * @returns stops it
 */
export async function logHead(db: Db, log: Logger): Promise<() => void> {
  const write = async () => {
    try {
      const { seq, hash } = await readHead(db);
      log.info({ events: seq, head: hash }, 'the head of the record');
    } catch (fault) {
      log.warn({ err: fault }, 'the head of the record can’t be read');
    }
  };
  await write();
  const timer = setInterval(() => void write(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
