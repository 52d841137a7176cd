import { type Kysely, sql } from 'kysely';
import type { ItemState } from '#domain/item.ts';
import { decisionOf } from './decisions.ts';
import type { Tables } from './tables.ts';

const rowsAtOnce = 2_000;

/** What the operator watches, so that counting it stays quick with a million requests; and traces over the outbox. */
export const watchMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema.alterTable('outbox').addColumn('trace', 'text').execute();
    await schema
      .alterTable('item')
      .addColumn('asked_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('item').addColumn('decided_week', 'integer').execute();
    await schema.alterTable('item').addColumn('took_ms', 'bigint').execute();
    await sql`update item set asked_at = (select submitted_at from request where request.id = item.request_id)`.execute(
      db,
    );
    await fillDecisions(db as Kysely<Tables>);
    await schema.dropIndex('item_waiting').execute();
    await schema.createIndex('item_waiting').on('item').columns(['status', 'organization', 'asked_at']).execute();
    await schema.createIndex('item_organization').on('item').column('organization').execute();
    await sql`create index item_decided on item (decided_week, took_ms) where decided_week is not null`.execute(db);
    await sql`create index role_grant_role on role_grant (role_id, organization) where ended_at is null`.execute(db);
    await sql`create index outbox_dead on outbox (dead_at) where dead_at is not null`.execute(db);
    await sql`create index outbox_done on outbox (done_at, platform) where done_at is not null`.execute(db);
    await sql`create index question_open on question (at) where done_at is null`.execute(db);
  },
};

async function fillDecisions(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('item')
      .select(['id', 'state', 'asked_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    for (const { id, state, asked_at } of rows) {
      const decision = decisionOf(JSON.parse(state) as ItemState, asked_at);
      if (decision.took_ms !== null) await db.updateTable('item').set(decision).where('id', '=', id).execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
