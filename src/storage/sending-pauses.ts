import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Workspaces and tenants that asked us to come back later: in the record, so that every process of it keeps away. */

/** Keeps away until then; a longer pause stands. */
export async function pause(db: Db, scope: string, until: number): Promise<void> {
  await db
    .insertInto('sending_pause')
    .values({ scope, until })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({
        until: sql<number>`case when sending_pause.until > excluded.until then sending_pause.until else excluded.until end`,
      }),
    )
    .execute();
}

/** Who is left alone now, and until when. */
export async function pauses(db: Db, now: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('sending_pause').selectAll().where('until', '>', now).execute();
  return new Map(rows.map(({ scope, until }) => [scope, until]));
}
