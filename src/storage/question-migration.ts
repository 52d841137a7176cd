import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Questions, for the operator to read those without a good answer. */
export const questionMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('question')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('person_id', 'text')
      .addColumn('text_id', 'text')
      .addColumn('answered', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('helpful', 'integer')
      .addColumn('note_id', 'text')
      .addColumn('done_at', 'bigint')
      .execute();
    await schema.createIndex('question_at').on('question').columns(['outcome', 'at']).execute();
  },
};
