import { csvLine } from '#copy/csv.ts';
import { thin as say } from '#copy/thin.ts';
import { readThinFacilities } from '#storage/thin-facilities.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** Prints facilities without a PSO, or with only one; as lines, CSV, or a JSON object a line. */
export async function officialsThin(
  { database, deps }: Record,
  { json, csv }: { json?: boolean; csv?: boolean },
  print: Print,
): Promise<number> {
  const thin = await readThinFacilities(database.db);
  const names = await deps.providers.find(thin.map(({ ccn }) => ccn));
  if (csv) print(csvLine(say.columns));
  for (const { ccn, official, waiting } of thin) {
    const name = names.get(ccn)?.name ?? null;
    const officials = official === null ? 0 : 1;
    if (json) print(JSON.stringify({ ccn, name, officials, official, waiting }));
    else if (csv)
      print(csvLine([ccn, name ?? '', `${officials}`, official?.name ?? '', official?.email ?? '', `${waiting}`]));
    else print(say.line(ccn, name, official, waiting));
  }
  if (thin.length === 0 && !json && !csv) print(say.none);
  return 0;
}
