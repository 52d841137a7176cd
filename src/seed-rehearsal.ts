import type { GrantLine } from '#application/import-line.ts';
import { applyOfficials } from '#application/import-officials.ts';
import type { Lists } from '#rehearsal/start.ts';
import type { Db } from '#storage/database.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import type { RunningBot } from './app.ts';
import { readOfficials } from './import-lists.ts';

/**
 * The lists that the operator of a real installation would import. Facilities are read on the first start only;
 * officials that a newer version brought are added on every start, and those that were ended here stay ended.
 * @param say told before the first start's wait
 */
export async function seedRehearsal(
  { deps, database }: RunningBot,
  lists: Lists,
  say: (text: string) => void,
): Promise<void> {
  const known = await importedEver(database.db);
  if (known.size === 0) {
    say('First start: reading the public CMS provider lists, about ten seconds.');
    for (const file of lists.providers)
      await importProviderFile(database.db, file, { now: deps.now(), onSkipped: () => {} });
  }
  const diff = await readOfficials(deps, lists.officials);
  const added = diff.added.filter((line) => !known.has(keyOf(line)));
  await applyOfficials(deps)({ ...diff, added }, false);
}

/** Keys of all imported grants, standing or ended. */
async function importedEver(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('role_grant')
    .select(['email', 'role_id', 'organization', 'environment'])
    .where('basis', '=', 'imported')
    .execute();
  return new Set(rows.map((row) => [row.email, row.role_id, row.organization, row.environment].join(' ')));
}

function keyOf({ email, roleId, organization, environment }: GrantLine): string {
  return [email, roleId, organization, environment].join(' ');
}
