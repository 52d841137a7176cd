import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** One person on two platforms: into whom she was joined, and which platform a task is for. */
export const joiningMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('person').addColumn('joined_into', 'text').execute();
    // Until now there was one platform; 'any': a task that is for no person.
    await schema
      .alterTable('outbox')
      .addColumn('platform', 'text', (c) => c.notNull().defaultTo('slack'))
      .execute();
  },
};
