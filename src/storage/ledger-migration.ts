import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The first shape of the record. */
export const ledgerMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('meta')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();
    await schema
      .createTable('person')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('account')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('enterprise_id', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('email_confirmed', 'integer', (c) => c.notNull())
      .addColumn('guest', 'integer', (c) => c.notNull())
      .addColumn('foreign_account', 'integer', (c) => c.notNull())
      .addColumn('switched_off', 'integer', (c) => c.notNull())
      .addColumn('time_zone', 'text')
      .addColumn('checked_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('account_key', ['platform', 'scope', 'user_id'])
      .execute();
    await schema.createIndex('account_person').on('account').column('person_id').execute();
    await schema.createIndex('account_email').on('account').column('email').execute();
    await schema
      .createTable('role_grant')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text')
      .addColumn('role_id', 'text', (c) => c.notNull())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('basis', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('name', 'text')
      .addColumn('not_in_chat_at', 'bigint')
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await schema.createIndex('role_grant_seat').on('role_grant').columns(['organization', 'role_id']).execute();
    await schema.createIndex('role_grant_person').on('role_grant').column('person_id').execute();
    await schema.createIndex('role_grant_email').on('role_grant').column('email').execute();
    await schema
      .createTable('request')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('draft_id', 'text', (c) => c.notNull().unique())
      .addColumn('requester_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('role_id', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('submitted_at', 'bigint', (c) => c.notNull())
      .addColumn('legal_name_id', 'text')
      .execute();
    await schema.createIndex('request_requester').on('request').columns(['requester_id', 'submitted_at']).execute();
    await schema
      .createTable('item')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('request_id', 'text', (c) => c.notNull().references('request.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('place_name', 'text')
      .addColumn('place_detail', 'text')
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('words_id', 'text')
      .addColumn('sent_at', 'bigint')
      .execute();
    await schema.createIndex('item_request').on('item').columns(['request_id', 'position']).execute();
    await schema.createIndex('item_waiting').on('item').columns(['status', 'organization']).execute();
    await schema
      .createTable('waiting_place')
      .addColumn('organization', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('role_id', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('waiting_place_key', ['organization', 'person_id', 'role_id'])
      .execute();
    await schema
      .createTable('private_text')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text')
      .addColumn('salt', 'text')
      .addColumn('value', 'text')
      .execute();
    await schema
      .createTable('event')
      .addColumn('seq', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('request_id', 'text')
      .addColumn('item_id', 'text')
      .addColumn('actor_id', 'text')
      .addColumn('subject_id', 'text')
      .addColumn('platform', 'text')
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('words_id', 'text')
      .addColumn('words_hash', 'text')
      .addColumn('prev_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('event_request').on('event').column('request_id').execute();
    await schema
      .createTable('outbox')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.unique())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('request_id', 'text')
      .addColumn('person_id', 'text')
      .addColumn('task', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('lease_until', 'bigint', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('done_at', 'bigint')
      .addColumn('dead_at', 'bigint')
      .addColumn('last_error', 'text')
      .execute();
    await schema.createIndex('outbox_due').on('outbox').columns(['done_at', 'dead_at', 'due_at', 'seq']).execute();
    await schema.createIndex('outbox_seq').on('outbox').column('seq').execute();
    await schema.createIndex('outbox_request').on('outbox').columns(['request_id', 'kind']).execute();
    await schema.createIndex('outbox_person').on('outbox').columns(['person_id', 'kind', 'seq']).execute();
    await schema
      .createTable('sent_message')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('content_hash', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('operator_notice')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text')
      .addColumn('grant_id', 'text')
      .addColumn('detail', 'text')
      .execute();
    await schema
      .createTable('draft')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires', 'bigint')
      .execute();
  },
};
