import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the operator does about a notice, and the address that the operator enters for an account without one. */
export const operatorPlaceMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('operator_notice').addColumn('done_at', 'bigint').execute();
    await schema.alterTable('account').addColumn('entered_email', 'text').execute();
  },
};
