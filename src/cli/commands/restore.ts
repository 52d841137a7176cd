import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { restoreWords as say } from '#copy/backup.ts';
import { restore } from '#storage/backup.ts';
import { lockForServer } from '#storage/server-lock.ts';
import { databaseFile } from '../../app.ts';
import type { Config } from '../../config.ts';
import { onConfig } from '../command.ts';
import { fileFault } from '../file-fault.ts';
import { one } from '../options.ts';
import { done, notDone, type Print } from '../print.ts';

/**
 * Puts a backup in the place of the embedded record. @returns 1 when nothing was changed
 * @throws SecondServer while a server works on the record
 */
export async function restoreBackup(config: Config, file: string, print: Print): Promise<number> {
  if (config.databaseUrl !== null) return notDone(print, say.onPostgres);
  const record = databaseFile(config);
  mkdirSync(dirname(record), { recursive: true, mode: 0o700 });
  const unlock = lockForServer(dirname(record));
  try {
    const suffix = `before-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    const restored = await fileFault(() => restore(record, file, config.mode, suffix));
    if ('fault' in restored) return notDone(print, say.cannotRead(file, restored.fault));
    if (restored.value === 'other-mode') return notDone(print, say.otherMode(file, config.mode));
    if (restored.value === 'itself') return notDone(print, say.itself);
    if (restored.value === 'in-use') return notDone(print, say.inUse);
    if (typeof restored.value === 'string') return notDone(print, say.cannot(file, restored.value));
    const { content, kept, erasedSince } = restored.value;
    const lines = [
      ...say.done(file, content),
      ...(kept === null ? [] : [say.kept(kept)]),
      ...(erasedSince.length > 0 ? [say.erasedSince(erasedSince)] : []),
    ];
    return done(print, lines.join('\n'), { file, ...content, kept, erasedSince });
  } finally {
    unlock();
  }
}

export const restoreCommand = onConfig(
  {
    group: null,
    name: 'restore',
    about: 'puts a backup in the place of the embedded record; the old one is kept. Stop the server first',
    json: 'what the record is now, or why nothing was changed',
    examples: ['restore FILE'],
    takes: { file: one('<file>', 'a file that “backup” wrote') },
    options: {},
  },
  (config, { file }, print) => restoreBackup(config, file, print),
);
