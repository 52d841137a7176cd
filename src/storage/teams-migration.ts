import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where people of Teams can be written to. */
export const teamsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('teams_reference')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('object_id', 'text', (c) => c.notNull())
      .addColumn('service_url', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text')
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('unreachable', 'text')
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('teams_reference_key', ['tenant_id', 'object_id'])
      .execute();
  },
};
