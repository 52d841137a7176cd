import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Clicks that decided something, so that the same click never does it again. */
export const clickMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('done_click')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
