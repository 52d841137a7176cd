import { applyOfficials } from '#application/import-officials.ts';
import type { Record } from '../../app.ts';
import { readOfficials } from '../../import-lists.ts';
import { onRecord } from '../command.ts';
import { grantFacts, grantLine, readImport } from '../import-file.ts';
import { flag, one } from '../options.ts';
import { notDone, type Print } from '../print.ts';

/**
 * Shows what a file of officials would change, and changes it with --yes.
 * @param options `confirm` asks a person, in place of --yes
 * @returns 1 when nothing was applied because of the file
 */
export async function officialsImport(
  { deps }: Record,
  file: string,
  { yes, replace, confirm }: { yes?: boolean; replace?: boolean; confirm?: () => Promise<boolean> },
  print: Print,
): Promise<number> {
  const diff = await readImport(file, () => readOfficials(deps, file), print);
  if (diff === null) return 1;
  for (const grant of replace ? diff.missing : []) print(`- ${grantLine(grant)}`, { ends: grantFacts(grant) });
  const ends = replace ? diff.missing.length : 0;
  print(
    `${diff.added.length} new, ${diff.unchanged} unchanged, ${ends} to end${replace ? '' : ` (${diff.missing.length} are not in the file; --replace ends them)`}, ${diff.wrong.length} lines can’t be used`,
    null,
  );
  if (replace && diff.wrong.length > 0)
    return notDone(print, 'With lines that can’t be used nobody is ended: mend the file first.');
  if (ends > 0 && diff.added.length + diff.unchanged === 0)
    return notDone(
      print,
      'The file names nobody, and nobody would be left to decide. Nothing was changed: name at least one official.',
    );
  const total = {
    new: diff.added.length,
    unchanged: diff.unchanged,
    ended: ends,
    notInFile: diff.missing.length,
    unusable: diff.wrong.length,
  };
  const wanted = yes || (await confirm?.()) || false;
  if (wanted) await applyOfficials(deps)(diff, replace ?? false);
  const said = confirm === undefined ? 'Nothing was changed. Say --yes to apply this.' : 'Nothing was changed.';
  print(wanted ? 'Applied.' : said, { done: wanted, ...total });
  return diff.wrong.length > 0 ? 1 : 0;
}

export const officialsImportCommand = onRecord(
  {
    group: 'officials',
    name: 'import',
    about: 'reads a CSV with email,name,role,organization,environment and shows what would change',
    json: 'a change, a line that can’t be used or a warning; the last one has the numbers',
    examples: ['officials import officials.csv', 'officials import officials.csv --yes'],
    takes: { file: one('<file>', 'CSV; organization is ccn:165326, state:IA, cms or contractor:mac/NAME') },
    options: {
      yes: flag('apply the changes'),
      replace: flag('also end officials that the file does not name (needs --yes)'),
    },
  },
  (record, { file, ...options }, print) => officialsImport(record, file, options, print),
);
