import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Checklists of new people: what fits each, what she ticked, and who started one for whom. */
export const onboardingMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('checklist')
      .addColumn('person_id', 'text', (c) => c.primaryKey())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('surveyor', 'integer', (c) => c.notNull())
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('chosen_at', 'bigint', (c) => c.notNull())
      .addColumn('nudge', 'integer', (c) => c.notNull())
      .addColumn('nudged_at', 'bigint')
      .addColumn('closed_at', 'bigint')
      .execute();
    await schema
      .createTable('checklist_tick')
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('checklist_tick_key', ['person_id', 'step'])
      .execute();
    await schema
      .createTable('checklist_invite')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('by_person_id', 'text')
      .addColumn('organization', 'text')
      .addColumn('account', 'text')
      .addColumn('environment', 'text')
      .addColumn('surveyor', 'integer')
      .addColumn('invited_at', 'bigint', (c) => c.notNull())
      .addColumn('person_id', 'text')
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'bigint')
      .execute();
    for (const column of ['email', 'by_person_id', 'person_id'])
      await schema.createIndex(`checklist_invite_${column}`).on('checklist_invite').column(column).execute();
  },
};
