import { type Kysely, sql } from 'kysely';

/** Lanes, in which tasks are done one after the other, and the places that asked us to come back later. */
export const deliveryMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('outbox')
      .addColumn('lane', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    await sql`update outbox set lane = platform || '/' || coalesce(request_id, person_id, id)`.execute(db);
    await sql`create index outbox_lane on outbox (lane, seq) where done_at is null`.execute(db);
    await db.schema
      .createTable('sending_pause')
      .addColumn('scope', 'text', (c) => c.primaryKey())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute();
  },
};
