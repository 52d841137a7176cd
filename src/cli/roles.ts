import { applyRoles } from '#application/import-roles.ts';
import { roleById } from '#content/catalogue.ts';
import { BrokenFile } from '#storage/provider-file.ts';
import type { Record } from '../app.ts';
import { readRoles } from '../import-lists.ts';
import type { Print } from './record.ts';

/** Shows which existing roles a file would add, and adds them with --yes. @returns 1 when a line, or the file, can't be used */
export async function rolesImport(
  { deps }: Record,
  file: string,
  { yes }: { yes?: boolean },
  print: Print,
): Promise<number> {
  const diff = await readRoles(deps, file).catch((fault: unknown) => {
    if (!(fault instanceof BrokenFile)) throw fault;
    print(`${file} ${fault.message}. Nothing of it was used.`);
    return null;
  });
  if (diff === null) return 1;
  for (const { line, reason } of diff.wrong) print(`${file}:${line} can’t be used: ${reason}`);
  for (const { line, reason } of diff.warnings) print(`${file}:${line} warning: ${reason}`);
  for (const { email, roleId, organization, environment } of diff.added)
    print(`+ ${email} ${roleById(roleId).label} ${organization} ${environment}`);
  print(`${diff.added.length} new, ${diff.unchanged} known already, ${diff.wrong.length} lines can’t be used`);
  if (yes) {
    await applyRoles(deps)(diff);
    print('Applied.');
  } else print('Nothing was changed. Say --yes to apply this.');
  return diff.wrong.length > 0 ? 1 : 0;
}
