import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Things that are due later: since when an item waits, what was said already, who is away. */
export const timesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    // Of many tasks, few are still to be done, and of those few are due: this finds them whatever stands beside them.
    await schema.dropIndex('outbox_due').execute();
    await schema
      .createIndex('outbox_open')
      .on('outbox')
      .column('due_at')
      .where(sql.ref('done_at'), 'is', null)
      .where(sql.ref('dead_at'), 'is', null)
      .execute();
    await schema
      .createTable('said')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    // What waits already began to wait when it was sent, or when it last came back to its officials.
    await sql`
      update item set state = '{"status":"pending","since":' || coalesce(
        (select max(event.at) from event where event.request_id = item.request_id and event.item_id = item.id
          and event.kind in ('item-rerouted', 'item-taken-back')),
        (select request.submitted_at from request where request.id = item.request_id)
      ) || '}' where status = 'pending'`.execute(db);
  },
};

/** Who is away, and from when to when. */
export const awayMigration: Migration = {
  async up(db: Kysely<unknown>) {
    // An earlier shape that no released version had.
    await db.schema.dropTable('away').ifExists().execute();
    await db.schema
      .createTable('away')
      .addColumn('person_id', 'text', (c) => c.primaryKey())
      .addColumn('from_day', 'text', (c) => c.notNull())
      .addColumn('to_day', 'text', (c) => c.notNull())
      .addColumn('back_at', 'bigint', (c) => c.notNull())
      .addColumn('began', 'integer', (c) => c.notNull())
      .execute();
  },
};
