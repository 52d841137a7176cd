import { applyOfficials } from '#application/import-officials.ts';
import { vouchFor } from '#application/verify-official.ts';
import { roleById } from '#content/catalogue.ts';
import { vouching } from '#copy/confirm-official.ts';
import { allReachable, unreachableLine } from '#copy/unreachable.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { readUnreachableOfficials } from '#storage/unreachable-officials.ts';
import type { Record } from '../app.ts';
import { readOfficials } from '../import-lists.ts';
import { grantLine, readImport } from './import-file.ts';
import type { Print } from './record.ts';

/** Shows what a file of officials would change, and changes it with --yes. @returns 1 when nothing was applied because of the file */
export async function officialsImport(
  { deps }: Record,
  file: string,
  { yes, replace }: { yes?: boolean; replace?: boolean },
  print: Print,
): Promise<number> {
  const diff = await readImport(file, () => readOfficials(deps, file), print);
  if (diff === null) return 1;
  for (const grant of replace ? diff.missing : []) print(`- ${grantLine(grant)}`);
  const ends = replace ? diff.missing.length : 0;
  print(
    `${diff.added.length} new, ${diff.unchanged} unchanged, ${ends} to end${replace ? '' : ` (${diff.missing.length} are not in the file; --replace ends them)`}, ${diff.wrong.length} lines can’t be used`,
  );
  if (replace && diff.wrong.length > 0) {
    print('With lines that can’t be used nobody is ended: mend the file first.');
    return 1;
  }
  if (ends > 0 && diff.added.length + diff.unchanged === 0) {
    print(
      'The file names nobody, and nobody would be left to decide. Nothing was changed: name at least one official.',
    );
    return 1;
  }
  if (!yes) {
    print('Nothing was changed. Say --yes to apply this.');
    return diff.wrong.length > 0 ? 1 : 0;
  }
  await applyOfficials(deps)(diff, replace ?? false);
  print('Applied.');
  return diff.wrong.length > 0 ? 1 : 0;
}

/** The operator vouches for an official: her first decision asks for no number. @returns 1 when nobody has the address */
export async function officialsVerify({ deps }: Record, address: string, print: Print): Promise<number> {
  const names = await vouchFor(deps)(address);
  print(names.length === 0 ? vouching.nobody : vouching.done(names));
  return names.length === 0 ? 1 : 0;
}

/** The most that are printed. */
const mostUnreachable = 500;

/** Prints officials whom no chat reaches, by organization, with the reason. */
export async function officialsUnreachable({ database }: Record, print: Print): Promise<number> {
  const officials = await readUnreachableOfficials(database.db, mostUnreachable);
  for (const { roleId, organization, environment, ...official } of officials)
    print(
      unreachableLine({
        ...official,
        role: roleById(roleId).label,
        organization: parseOrganizationKey(organization),
        training: environment === 'training',
      }),
    );
  if (officials.length === 0) print(allReachable);
  return 0;
}
