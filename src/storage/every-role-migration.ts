import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What roles other than those of providers ask for, and what is said about a request besides a decision. */
export const everyRoleMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('request').addColumn('answers_id', 'text').execute();
    await schema.alterTable('request').addColumn('previous_id', 'text').execute();
    await schema
      .alterTable('role_grant')
      .addColumn('standing', 'text', (c) => c.notNull().defaultTo('active'))
      .execute();
    await schema.alterTable('operator_notice').addColumn('text_id', 'text').execute();
    await schema
      .createTable('stated_role')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('role_id', 'text', (c) => c.notNull())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('stated_at', 'bigint', (c) => c.notNull())
      .addColumn('settled_as', 'text')
      .addColumn('settled_by', 'text')
      .addColumn('settled_at', 'bigint')
      .execute();
    await schema.createIndex('stated_role_person').on('stated_role').column('person_id').execute();
    await schema.createIndex('stated_role_place').on('stated_role').columns(['organization', 'role_id']).execute();
    await schema
      .createTable('discipline_choice')
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('role_id', 'text', (c) => c.notNull())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('chosen', 'text', (c) => c.notNull())
      .addColumn('chosen_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('discipline_choice_key', ['person_id', 'role_id', 'organization', 'environment'])
      .execute();
    await schema
      .createTable('talk_line')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('request_id', 'text', (c) => c.notNull().references('request.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('author_id', 'text', (c) => c.notNull())
      .addColumn('to_id', 'text', (c) => c.notNull())
      .addColumn('text_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('talk_line_position', ['request_id', 'position'])
      .execute();
    await schema
      .createTable('join_offer')
      .addColumn('slack_person_id', 'text', (c) => c.notNull())
      .addColumn('teams_person_id', 'text', (c) => c.notNull())
      .addColumn('offered_at', 'bigint', (c) => c.notNull())
      .addColumn('slack_yes_at', 'bigint')
      .addColumn('teams_yes_at', 'bigint')
      .addColumn('refused_at', 'bigint')
      .addPrimaryKeyConstraint('join_offer_key', ['slack_person_id', 'teams_person_id'])
      .execute();
  },
};
