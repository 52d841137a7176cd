import { BrokenFile } from '#storage/provider-file.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Rows between two lines of progress. */
const progressRows = 10_000;

/**
 * Imports provider files one after the other and prints progress, every line that was not used with its reason (at
 * once: a file may have any number of them), and what came of it.
 * @returns 1 when a file could not be used; the others are imported all the same
 */
export async function providersImport(
  { database, deps }: Pick<Record, 'database' | 'deps'>,
  files: readonly string[],
  print: Print,
  { force = false }: { force?: boolean } = {},
): Promise<number> {
  let exitCode = 0;
  for (const file of files) {
    let told = 0;
    try {
      const { layout, rows, skipped, unchanged } = await importProviderFile(database.db, file, {
        now: deps.now(),
        force,
        onSkipped: (line, reason) => print(`${file}:${line} skipped: ${reason}`),
        onProgress(read) {
          if (read < told + progressRows) return;
          told = read;
          print(`${file}: ${read} facilities so far`);
        },
      });
      print(
        unchanged
          ? `${file}: no change, ${rows} facilities (${layout}) are there already`
          : `${file}: ${rows} facilities (${layout}), ${skipped} lines skipped`,
      );
    } catch (fault) {
      if (!(fault instanceof BrokenFile)) throw fault;
      print(`${file} ${fault.message}. Nothing of it was used.`);
      exitCode = 1;
    }
  }
  return exitCode;
}
