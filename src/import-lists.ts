import type { Deps } from '#application/deps.ts';
import { compareOfficials, type OfficialsDiff } from '#application/import-officials.ts';
import { readRecords } from '#storage/provider-file.ts';

/** Reads an officials file and compares it with what stands. @throws BrokenFile when it can't be read or has no e-mail column */
export async function readOfficials(deps: Deps, path: string): Promise<OfficialsDiff> {
  const records: { line: number; values: Record<string, string> }[] = [];
  let header: string[] | null = null;
  for await (const { line, values } of readRecords(path)) {
    if (header === null) {
      header = values.map((name) => name.trim().toLowerCase());
      continue;
    }
    const names = header;
    records.push({ line, values: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) });
  }
  return compareOfficials(deps)(records);
}
