import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How roles end: removed by an official, or lost in iQIES; who wants to be reminded to log in; reviews. */
export const rolesEndMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('role_grant').addColumn('suspended_at', 'bigint').execute();
    await schema.alterTable('role_grant').addColumn('ended_by', 'text').execute();
    await schema.alterTable('role_grant').addColumn('end_text_id', 'text').execute();
    await schema
      .createTable('login_reminder')
      .addColumn('person_id', 'text', (c) => c.primaryKey())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .execute();
    await schema.alterTable('teams_reference').addColumn('missing_since', 'bigint').execute();
    await schema
      .createTable('review')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await schema
      .createTable('review_place')
      .addColumn('review_id', 'text', (c) => c.notNull().references('review.id'))
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('finished_by', 'text')
      .addColumn('kept', 'integer')
      .addPrimaryKeyConstraint('review_place_key', ['review_id', 'organization', 'environment'])
      .execute();
    await schema
      .createTable('review_mark')
      .addColumn('review_id', 'text', (c) => c.notNull().references('review.id'))
      .addColumn('role_ref', 'text', (c) => c.notNull())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('marked_by', 'text', (c) => c.notNull())
      .addColumn('text_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('removed_at', 'bigint')
      .addPrimaryKeyConstraint('review_mark_key', ['review_id', 'role_ref'])
      .execute();
  },
};
