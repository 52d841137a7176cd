import { existsSync, statSync } from 'node:fs';
import { backupWords as say } from '#copy/backup.ts';
import { backUp } from '#storage/backup.ts';
import { databaseFile } from '../app.ts';
import type { Config } from '../config.ts';
import { fileFault } from './file-fault.ts';
import type { Print } from './record.ts';

/** Writes the embedded record into a file, beside a running server. @returns 1 when no file was written */
export async function backup(
  config: Config,
  file: string,
  { force }: { force?: boolean },
  print: Print,
): Promise<number> {
  const record = databaseFile(config);
  if (config.databaseUrl !== null || !existsSync(record)) {
    print(config.databaseUrl === null ? say.none : say.onPostgres);
    return 1;
  }
  const done = await fileFault(() => backUp(record, file, force ?? false));
  if ('fault' in done) print(say.cannotWrite(file, done.fault));
  else if (done.value === 'taken') print(say.taken(file));
  else if (typeof done.value === 'string') print(say.broken(done.value));
  else {
    for (const line of say.done(file, statSync(file).size, done.value)) print(line);
    return 0;
  }
  return 1;
}
