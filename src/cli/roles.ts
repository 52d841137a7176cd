import { applyRoles } from '#application/import-roles.ts';
import type { Record } from '../app.ts';
import { readRoles } from '../import-lists.ts';
import { readImport } from './import-file.ts';
import type { Print } from './record.ts';

/** Shows which existing roles a file would add, and adds them with --yes. @returns 1 when a line, or the file, can't be used */
export async function rolesImport(
  { deps }: Record,
  file: string,
  { yes }: { yes?: boolean },
  print: Print,
): Promise<number> {
  const diff = await readImport(file, () => readRoles(deps, file), print);
  if (diff === null) return 1;
  print(`${diff.added.length} new, ${diff.unchanged} known already, ${diff.wrong.length} lines can’t be used`);
  if (yes) {
    await applyRoles(deps)(diff);
    print('Applied.');
  } else print('Nothing was changed. Say --yes to apply this.');
  return diff.wrong.length > 0 ? 1 : 0;
}
