import { csvLine } from '#copy/csv.ts';
import { thin as say } from '#copy/thin.ts';
import { readThinFacilities } from '#storage/thin-facilities.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import { flag } from '../options.ts';
import type { Print } from '../print.ts';

/** Prints facilities without a PSO, or with only one; as lines, CSV, or a JSON object a line. */
export async function officialsThin(
  { database, deps }: Record,
  { csv }: { csv?: boolean },
  print: Print,
): Promise<number> {
  const thin = await readThinFacilities(database.db);
  const names = await deps.providers.find(thin.map(({ ccn }) => ccn));
  if (csv) print(csvLine(say.columns), null);
  for (const { ccn, official, waiting } of thin) {
    const name = names.get(ccn)?.name ?? null;
    const officials = official === null ? 0 : 1;
    const asCsv = [ccn, name ?? '', `${officials}`, official?.name ?? '', official?.email ?? '', `${waiting}`];
    const facts = { ccn, name, officials, official, waiting };
    print(csv ? csvLine(asCsv) : say.line(ccn, name, official, waiting), facts);
  }
  if (thin.length === 0 && !csv) print(say.none, null);
  return 0;
}

export const officialsThinCommand = onRecord(
  {
    group: 'officials',
    name: 'thin',
    about: 'facilities without a PSO, or with only one: CMS recommends two',
    json: 'a facility',
    examples: ['officials thin', 'officials thin --csv > thin.csv'],
    takes: {},
    options: { csv: flag('as CSV') },
  },
  officialsThin,
);
