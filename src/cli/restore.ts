import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { restoreWords as say } from '#copy/backup.ts';
import { restore } from '#storage/backup.ts';
import { lockForServer } from '#storage/server-lock.ts';
import { databaseFile } from '../app.ts';
import type { Config } from '../config.ts';
import { fileFault } from './file-fault.ts';
import type { Print } from './record.ts';

/**
 * Puts a backup in the place of the embedded record. @returns 1 when nothing was changed
 * @throws SecondServer while a server works on the record
 */
export async function restoreBackup(config: Config, file: string, print: Print): Promise<number> {
  if (config.databaseUrl !== null) {
    print(say.onPostgres);
    return 1;
  }
  const record = databaseFile(config);
  mkdirSync(dirname(record), { recursive: true });
  const unlock = lockForServer(dirname(record));
  try {
    const suffix = `before-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    const done = await fileFault(() => restore(record, file, config.mode, suffix));
    if ('fault' in done) print(say.cannotRead(file, done.fault));
    else if (done.value === 'other-mode') print(say.otherMode(file, config.mode));
    else if (done.value === 'itself') print(say.itself);
    else if (done.value === 'in-use') print(say.inUse);
    else if (typeof done.value === 'string') print(say.cannot(file, done.value));
    else {
      const { content, kept, erasedSince } = done.value;
      for (const line of say.done(file, content)) print(line);
      if (kept !== null) print(say.kept(kept));
      if (erasedSince.length > 0) print(say.erasedSince(erasedSince));
      return 0;
    }
    return 1;
  } finally {
    unlock();
  }
}
