import { applyRoles } from '#application/import-roles.ts';
import type { Record } from '../../app.ts';
import { readRoles } from '../../import-lists.ts';
import { onRecord } from '../command.ts';
import { readImport } from '../import-file.ts';
import { flag, one } from '../options.ts';
import type { Print } from '../print.ts';

/** Shows which existing roles a file would add, and adds them with --yes. @returns 1 when a line, or the file, can't be used */
async function rolesImport({ deps }: Record, file: string, { yes }: { yes?: boolean }, print: Print): Promise<number> {
  const diff = await readImport(file, () => readRoles(deps, file), print);
  if (diff === null) return 1;
  print(`${diff.added.length} new, ${diff.unchanged} known already, ${diff.wrong.length} lines can’t be used`, null);
  if (yes) await applyRoles(deps)(diff);
  print(yes ? 'Applied.' : 'Nothing was changed. Say --yes to apply this.', {
    done: yes ?? false,
    new: diff.added.length,
    known: diff.unchanged,
    unusable: diff.wrong.length,
  });
  return diff.wrong.length > 0 ? 1 : 0;
}

export const rolesImportCommand = onRecord(
  {
    group: 'roles',
    name: 'import',
    about: 'reads a CSV with email,role,organization,environment,name and shows what would be added',
    json: 'a role that is new, a line that can’t be used or a warning; the last one has the numbers',
    examples: ['roles import roles.csv', 'roles import roles.csv --yes'],
    takes: { file: one('<file>', 'CSV; ordinary roles only') },
    options: { yes: flag('add them') },
  },
  (record, { file, ...options }, print) => rolesImport(record, file, options, print),
);
