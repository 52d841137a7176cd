import { BrokenFile } from '#storage/provider-file.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Imports provider files one after the other. @returns 1 when one could not be used; the others are imported all the same */
export async function providersImport(
  { database, deps }: Record,
  files: readonly string[],
  print: Print,
): Promise<number> {
  let exitCode = 0;
  for (const file of files) {
    try {
      const onSkipped = (line: number, reason: string) => print(`${file}:${line} skipped: ${reason}`);
      const { layout, rows, skipped, unchanged } = await importProviderFile(database.db, file, {
        now: deps.now(),
        onSkipped,
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
