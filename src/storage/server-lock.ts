import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Another server works on the same data folder. */
export class SecondServer extends Error {
  override name = 'SecondServer';
}

/**
 * Makes this process the only server on a data folder. The operating system lets go of the lock when the process ends,
 * however it ends, so a crash leaves nothing to clean up. Command-line tools don't take it.
 * @returns lets go of the lock
 * @throws SecondServer when another process has it
 */
export function lockForServer(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Sqlite(join(folder, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new SecondServer(`Another server works on ${folder}. Stop it first, or use another DATA_DIR.`);
  }
  return () => void lock.close();
}
