import { roleById } from '#content/catalogue.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { BrokenFile } from '#storage/provider-file.ts';
import { type Facts, notDone, type Print } from './print.ts';

interface Line {
  line: number;
  reason: string;
}

interface Diff {
  added: readonly { email: string | null; roleId: RoleId; organization: string; environment: string }[];
  wrong: readonly Line[];
  warnings: readonly Line[];
}

/** Reads a file, and prints what is wrong with its lines and what is new. @returns null when the file can't be used at all */
export async function readImport<T extends Diff>(
  file: string,
  read: () => Promise<T>,
  print: Print,
): Promise<T | null> {
  const diff = await read().catch((fault: unknown) => {
    if (!(fault instanceof BrokenFile)) throw fault;
    notDone(print, `${file} ${fault.message}. Nothing of it was used.`, { file });
    return null;
  });
  if (diff === null) return null;
  for (const { line, reason } of diff.wrong)
    print(`${file}:${line} can’t be used: ${reason}`, { file, line, unusable: reason });
  for (const { line, reason } of diff.warnings)
    print(`${file}:${line} warning: ${reason}`, { file, line, warning: reason });
  for (const grant of diff.added) print(`+ ${grantLine(grant)}`, { new: grantFacts(grant) });
  return diff;
}

/** A role of somebody in one line. */
export function grantLine({ email, roleId, organization, environment }: Diff['added'][number]): string {
  return `${email} ${roleById(roleId).label} ${organization} ${environment}`;
}

/** The same for a program. */
export const grantFacts = ({ email, roleId, organization, environment }: Diff['added'][number]): Facts => ({
  email,
  role: roleId,
  organization,
  environment,
});
