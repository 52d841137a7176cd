import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '#storage/migrate.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { bloomfield, decorah, type ImportDesk, importDesk, merged } from './lists.ts';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await importDesk();
});
afterEach(async () => desk.stop());

it('people find what was imported before the upgrade, and the words of before are gone', async () => {
  await desk.take(desk.write('list.csv', merged(bloomfield, decorah)));
  // As the version before left it.
  await desk.db.schema.dropTable('provider_index').execute();
  await desk.db.schema.createTable('provider_word').addColumn('word', 'text').execute();
  await sql`create index provider_by_name on provider (lower(name))`.execute(desk.db);
  await sql`create index provider_by_state on provider (state, lower(name))`.execute(desk.db);
  await sql`delete from kysely_migration where name = '0036-provider-places'`.execute(desk.db);
  await migrate(desk.db);
  const { rows } = await openProviderDirectory(desk.db).search('decorah home', { limit: 20 });
  expect(rows.map(({ ccn }) => ccn)).toEqual(['165178']);
  const tables = await desk.db.introspection.getTables();
  expect(tables.map(({ name }) => name)).not.toContain('provider_word');
});
