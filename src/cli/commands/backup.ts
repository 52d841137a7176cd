import { existsSync, statSync } from 'node:fs';
import { backupWords as say } from '#copy/backup.ts';
import { backUp } from '#storage/backup.ts';
import { databaseFile } from '../../app.ts';
import type { Config } from '../../config.ts';
import { onConfig } from '../command.ts';
import { fileFault } from '../file-fault.ts';
import { flag, one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/** Writes the embedded record into a file, beside a running server. @returns 1 when no file was written */
export async function backup(
  config: Config,
  file: string,
  { force }: { force?: boolean },
  print: Print,
): Promise<number> {
  const record = databaseFile(config);
  if (config.databaseUrl !== null || !existsSync(record))
    return notDone(print, config.databaseUrl === null ? say.none : say.onPostgres);
  const written = await fileFault(() => backUp(record, file, force ?? false));
  if ('fault' in written) return notDone(print, say.cannotWrite(file, written.fault));
  if (written.value === 'taken') return notDone(print, say.taken(file));
  if (typeof written.value === 'string') return notDone(print, say.broken(written.value));
  const { size } = statSync(file);
  return done(print, say.done(file, size, written.value).join('\n'), { file, bytes: size, ...written.value });
}

export const backupCommand = onConfig(
  {
    group: null,
    name: 'backup',
    about: 'writes the embedded record into a file, also while the server runs, and checks the file',
    json: 'what was written, or why nothing was',
    examples: ['backup FILE'],
    takes: { file: one('<file>', 'where the backup goes') },
    options: { force: flag('replace a file that is there') },
  },
  (config, { file, ...options }, print) => backup(config, file, options, print),
);
