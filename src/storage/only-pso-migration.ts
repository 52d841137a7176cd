import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Officials who left or are about to, what was said about it, and facilities that got another number. */
export const onlyPsoMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('departure')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('grant_id', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('ticket_id', 'text')
      .addColumn('replaced_at', 'bigint')
      .execute();
    await schema.createIndex('departure_place').on('departure').column('organization').execute();
    await schema.createIndex('departure_grant').on('departure').column('grant_id').execute();
    await schema
      .createTable('departure_saying')
      .addColumn('departure_id', 'text', (c) => c.notNull().references('departure.id'))
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('says', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('departure_saying_key', ['departure_id', 'person_id', 'says'])
      .execute();
    await schema.createIndex('departure_saying_person').on('departure_saying').columns(['person_id', 'at']).execute();
    await schema
      .createTable('provider_move')
      .addColumn('organization', 'text', (c) => c.primaryKey())
      .addColumn('became', 'text', (c) => c.notNull())
      .addColumn('on_day', 'text', (c) => c.notNull())
      .addColumn('noted_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
