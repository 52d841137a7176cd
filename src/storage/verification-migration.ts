import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Officials confirm themselves: the numbers that were sent, hashed, and who is confirmed. Addresses stand as digests. */
export const verificationMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('confirmation_number')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('account_key', 'text', (c) => c.notNull())
      .addColumn('address_key', 'text', (c) => c.notNull())
      .addColumn('grant_id', 'text', (c) => c.notNull())
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .addColumn('salt', 'text')
      .addColumn('hash', 'text')
      .addColumn('made_at', 'bigint')
      .addColumn('wrong', 'integer', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await schema
      .createIndex('confirmation_number_address')
      .on('confirmation_number')
      .columns(['address_key', 'asked_at'])
      .execute();
    await schema
      .createTable('confirmed_official')
      .addColumn('account_key', 'text', (c) => c.notNull())
      .addColumn('address_key', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('confirmed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('confirmed_official_key', ['account_key', 'address_key'])
      .execute();
  },
};
