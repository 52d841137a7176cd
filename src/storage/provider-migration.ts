import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { indexList } from './provider-index.ts';
import type { Tables } from './tables.ts';

/** Provider lists and the words they are found by. */
export const providerMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('provider_list')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('layout', 'text', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('file_hash', 'text', (c) => c.notNull())
      .addColumn('as_of', 'text', (c) => c.notNull())
      .addColumn('imported_at', 'bigint', (c) => c.notNull())
      .addColumn('rows', 'integer', (c) => c.notNull())
      .addColumn('active', 'integer', (c) => c.notNull())
      .execute();
    await schema
      .createTable('provider')
      .addColumn('list_id', 'text', (c) => c.notNull())
      .addColumn('ccn', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('address', 'text')
      .addColumn('city', 'text')
      .addColumn('state', 'text')
      .addColumn('zip', 'text')
      .addColumn('chain', 'text')
      .addColumn('facility_id', 'text')
      .addColumn('as_of', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('provider_key', ['ccn', 'list_id'])
      .execute();
    await schema.createIndex('provider_of_list').on('provider').column('list_id').execute();
    await schema
      .createTable('provider_word')
      .addColumn('word', 'text', (c) => c.notNull())
      .addColumn('ccn', 'text', (c) => c.notNull())
      .addColumn('list_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('provider_word_key', ['word', 'ccn', 'list_id'])
      .execute();
    await schema.createIndex('provider_word_of_list').on('provider_word').column('list_id').execute();
  },
};

/**
 * Indexes for the search. A word's provider is looked up by CCN first: an index that begins with the list would be
 * taken for every search, because a list is half of the table. lower() is in SQLite and PostgreSQL alike.
 */
export const providerIndexMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.dropIndex('provider_of_list').execute();
    await schema.dropIndex('provider_word_of_list').execute();
    await schema
      .createIndex('provider_word_of_provider')
      .on('provider_word')
      .columns(['ccn', 'list_id', 'word'])
      .execute();
    await schema.createIndex('provider_by_name').on('provider').expression(sql`lower(name)`).execute();
    await schema.createIndex('provider_by_state').on('provider').expression(sql`state, lower(name)`).execute();
    await schema.createIndex('provider_by_chain').on('provider').expression(sql`lower(chain)`).execute();
  },
};

/**
 * The search reads a few texts of one table in place of thousands of words. Lists that are there are indexed anew, and the
 * indexes of `provider` that only the search had are gone.
 */
export const providerPlacesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('provider_index')
      .addColumn('list_id', 'text', (c) => c.notNull())
      .addColumn('term', 'text', (c) => c.notNull())
      .addColumn('places', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('provider_index_key', ['list_id', 'term'])
      .execute();
    const known = db as Kysely<Tables>;
    const lists = await known.selectFrom('provider_list').select('id').where('active', '=', 1).execute();
    for (const { id } of lists) await indexAnew(known, id);
    // A list that an older bot is filling just now would have no places: it hears that it was given up.
    await known.updateTable('provider_list').set({ active: -1 }).where('active', '=', 0).execute();
    await schema.dropTable('provider_word').execute();
    await schema.dropIndex('provider_by_name').execute();
    await schema.dropIndex('provider_by_state').execute();
  },
};

const rowsAtOnce = 2_000;

async function indexAnew(db: Kysely<Tables>, listId: string): Promise<void> {
  const index = indexList();
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('provider')
      .select(['ccn', 'name', 'city', 'state', 'type', 'facility_id'])
      .where('list_id', '=', listId)
      .where('ccn', '>', after)
      .orderBy('ccn')
      .limit(rowsAtOnce)
      .execute();
    for (const row of rows) index.add(row);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.ccn;
  }
  for (const entry of index.entries())
    await db
      .insertInto('provider_index')
      .values({ list_id: listId, ...entry })
      .execute();
}
