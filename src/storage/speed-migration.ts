import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Clicks of days before are forgotten with each new one: they are found without looking at all of a day. */
export const speedMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('done_click_at').on('done_click').column('at').execute();
  },
};
