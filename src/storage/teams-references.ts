import {
  type TeamsAccount,
  type TeamsReference,
  type TeamsReferences,
  type WhyUnreachable,
  waitsForPerson,
} from '#application/teams-references.ts';
import { withRetry } from './busy.ts';
import { type Db, onDisk } from './database.ts';
import { fixed } from './fixed.ts';

/** Where people of Teams can be written to, in the database. */
export function openTeamsReferences(db: Db): TeamsReferences {
  return {
    async find({ tenantId, objectId }) {
      const [row] = await one(db, tenantId, objectId);
      return row === undefined
        ? null
        : {
            serviceUrl: row.service_url,
            conversationId: row.conversation_id,
            userId: row.user_id,
            unreachable: row.unreachable as WhyUnreachable | null,
            missingSince: row.missing_since,
          };
    },
    async keep(account, reference, now) {
      const kept = await withRetry(() => db.transaction().execute((tx) => keep(tx, account, reference, now)));
      // Teams says it once: it is acknowledged when it is on the disk.
      await onDisk(db);
      return kept;
    },
    async missing({ tenantId, objectId }, since) {
      await withRetry(() =>
        db
          .updateTable('teams_reference')
          .set({ missing_since: since })
          .where('tenant_id', '=', tenantId)
          .where('object_id', '=', objectId)
          .execute(),
      );
    },
    async lose({ tenantId, objectId }, why, now) {
      await withRetry(() =>
        db
          .updateTable('teams_reference')
          .set({ unreachable: why, changed_at: now })
          .where('tenant_id', '=', tenantId)
          .where('object_id', '=', objectId)
          .where('unreachable', 'is', null)
          .execute(),
      );
      await onDisk(db);
    },
  };
}

/** A rehearsal's Teams stands at another address after each start: everybody is written to there. */
export async function movedTo(db: Db, serviceUrl: string): Promise<void> {
  await withRetry(() => db.updateTable('teams_reference').set({ service_url: serviceUrl }).execute());
}

/** Asked for with each activity. */
const one = fixed((db, tenantId: string, objectId: string) =>
  db.selectFrom('teams_reference').selectAll().where('tenant_id', '=', tenantId).where('object_id', '=', objectId),
);

async function keep(db: Db, account: TeamsAccount, reference: TeamsReference, now: number): Promise<boolean> {
  const changes = {
    service_url: reference.serviceUrl,
    user_id: reference.userId,
    unreachable: null,
    missing_since: null,
    changed_at: now,
    // Meeting her in a channel takes no chat away that is known.
    ...(reference.conversationId === null ? {} : { conversation_id: reference.conversationId }),
  };
  await db
    .insertInto('teams_reference')
    .values({
      tenant_id: account.tenantId,
      object_id: account.objectId,
      conversation_id: null,
      ...changes,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'object_id']).doUpdateSet(changes))
    .execute();
  const woken = await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('platform', '=', 'teams')
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('last_error', '=', waitsForPerson)
    .where('person_id', 'in', (eb) =>
      eb
        .selectFrom('account')
        .select('account.person_id')
        .where('platform', '=', 'teams')
        .where('scope', '=', account.tenantId)
        .where('user_id', '=', account.objectId),
    )
    .returning('id')
    .execute();
  return woken.length > 0;
}
