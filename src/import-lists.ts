import type { Deps } from '#application/deps.ts';
import type { FileLine } from '#application/import-line.ts';
import { compareOfficials, type OfficialsDiff } from '#application/import-officials.ts';
import { compareRoles, type RolesDiff } from '#application/import-roles.ts';
import { readRecords } from '#storage/provider-file.ts';

/** Reads an officials file and compares it with what stands. @throws BrokenFile when it can't be read or has no e-mail column */
export async function readOfficials(deps: Deps, path: string): Promise<OfficialsDiff> {
  return compareOfficials(deps)(await readLines(path));
}

/** Reads a file of existing roles and compares it with what stands. @throws BrokenFile when it can't be read */
export async function readRoles(deps: Deps, path: string): Promise<RolesDiff> {
  return compareRoles(deps)(await readLines(path));
}

/** The lines of a CSV by the names of its columns, lower case. */
async function readLines(path: string): Promise<FileLine[]> {
  const records: FileLine[] = [];
  let header: string[] | null = null;
  for await (const { line, values } of readRecords(path)) {
    if (header === null) {
      header = values.map((name) => name.trim().toLowerCase());
      continue;
    }
    const names = header;
    records.push({ line, values: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) });
  }
  return records;
}
