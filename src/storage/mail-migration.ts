import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** E-mail: addresses that a mail server refused for good, and the operator's notices that went out. */
export const mailMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('account').addColumn('mail_refused_at', 'bigint').execute();
    await schema.alterTable('role_grant').addColumn('mail_refused_at', 'bigint').execute();
    await schema.alterTable('operator_notice').addColumn('mailed_at', 'bigint').execute();
  },
};
