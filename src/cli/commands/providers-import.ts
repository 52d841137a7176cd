import { constants, setPriority } from 'node:os';
import { BrokenFile } from '#storage/provider-file.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { goGently } from '#storage/provider-staging.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { all, flag } from '../options.ts';
import { notDone, type Print } from '../print.ts';
import { type Progress, startProgress } from '../progress.ts';

/**
 * Imports provider files one after the other and prints every line that was not used with its reason (at once: a file may
 * have any number of them), and what came of it.
 * @returns 1 when a file could not be used; the others are imported all the same
 */
export async function providersImport(
  { database, deps }: Pick<Record, 'database' | 'deps'>,
  files: readonly string[],
  print: Print,
  { force = false }: { force?: boolean } = {},
  progressOf: (file: string) => Progress | Promise<Progress> = startProgress,
): Promise<number> {
  let exitCode = 0;
  for (const file of files) {
    const progress = await progressOf(file);
    try {
      const { layout, rows, skipped, unchanged } = await importProviderFile(database.db, file, {
        now: deps.now(),
        force,
        onSkipped: (line, reason) =>
          progress.aside(() => print(`${file}:${line} skipped: ${reason}`, { file, line, skipped: reason })),
        onProgress: (read, part) => progress.at(`${read} facilities so far`, part),
      });
      progress.end();
      print(
        unchanged
          ? `${file}: no change, ${rows} facilities (${layout}) are there already`
          : `${file}: ${rows} facilities (${layout}), ${skipped} lines skipped`,
        { done: true, file, layout, facilities: rows, skipped, unchanged },
      );
    } catch (fault) {
      progress.end();
      if (!(fault instanceof BrokenFile)) throw fault;
      exitCode = notDone(print, `${file} ${fault.message}. Nothing of it was used.`, { file });
    }
  }
  return exitCode;
}

export const providersImportCommand = onRecord(
  {
    group: 'providers',
    name: 'import',
    about: 'reads CMS provider files: hospital, nursing home, home health, hospice, or the merged list; CSV or .gz',
    json: 'a line that was skipped; the last one of a file says what came of it',
    examples: ['providers import FILE...'],
    takes: { files: all('<files...>', 'as downloaded') },
    options: { force: flag('also take a file of which more than half can’t be used') },
  },
  (record, { files, ...options }, print) => {
    // Nobody waits for a list. Beside an embedded record it would sleep with the lock that the server waits for.
    if (record.database.shared) {
      setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
      goGently(record.database.db);
    }
    return providersImport(record, files, print, options);
  },
);
