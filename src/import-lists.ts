import type { Deps } from '#application/deps.ts';
import type { FileLine } from '#application/import-line.ts';
import { compareOfficials, type OfficialsDiff } from '#application/import-officials.ts';
import { compareOnboarding, mostOnboardingLines, type OnboardingDiff } from '#application/import-onboarding.ts';
import { compareRoles, type RolesDiff } from '#application/import-roles.ts';
import { onboardingCommand } from '#copy/checklist.ts';
import { BrokenFile, readRecords } from '#storage/provider-file.ts';

/** Reads an officials file and compares it with what stands. @throws BrokenFile when it can't be read or lacks a column */
export async function readOfficials(deps: Deps, path: string): Promise<OfficialsDiff> {
  return compareOfficials(deps)(await readLines(path));
}

/** Reads a file of existing roles and compares it with what stands. @throws BrokenFile when it can't be read or lacks a column */
export async function readRoles(deps: Deps, path: string): Promise<RolesDiff> {
  return compareRoles(deps)(await readLines(path));
}

/** Reads a file of new people and compares it with what was started. @throws BrokenFile when it can't be read, or is too long */
export async function readOnboarding(deps: Deps, path: string): Promise<OnboardingDiff> {
  return compareOnboarding(deps)(await readLines(path, ['email'], mostOnboardingLines));
}

/** Without these a line says nothing. */
const columns = ['email', 'role', 'organization'];

/** The lines of a CSV by the names of its columns, lower case. Another kind of file is none of these lists. */
async function readLines(path: string, needed: readonly string[] = columns, most = Infinity): Promise<FileLine[]> {
  const records: FileLine[] = [];
  let header: string[] | null = null;
  for await (const { line, values } of readRecords(path)) {
    if (header === null) {
      header = values.map((name) => name.trim().toLowerCase());
      requireColumns(header, needed);
      continue;
    }
    if (records.length >= most) throw new BrokenFile(onboardingCommand.tooMany(most));
    const names = header;
    records.push({ line, values: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) });
  }
  if (header === null) requireColumns([], needed);
  return records;
}

function requireColumns(header: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new BrokenFile(
      `has no column ${missing.join(', ')}: its first line names the columns, with commas between them`,
    );
}
