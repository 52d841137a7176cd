import type { WaitingItem } from '#application/ledger.ts';
import { matterKey } from '#application/matter.ts';
import type { RequestId } from '#domain/item.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { Db } from './database.ts';
import { environmentOf, roleIdOf, stateOf } from './rows.ts';

/** What waits, for whom, and what was said about it. */

/** Undecided or still to be done items of which a person has a card, the longest first. */
export async function readWaiting(db: Db, personId: PersonId, most: number): Promise<WaitingItem[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('item', 'item.request_id', 'outbox.request_id')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.id', 'item.request_id', 'item.organization', 'item.state', 'item.position'])
    .select(['request.requester_id', 'request.role_id', 'request.environment', 'request.submitted_at'])
    .select((eb) => eb.fn.min('outbox.created_at').as('card_since'))
    .where('outbox.person_id', '=', personId)
    .where('outbox.kind', '=', 'card')
    .where('item.status', 'in', ['pending', 'approved'])
    .groupBy(['item.id', 'request.id'])
    .orderBy('request.submitted_at')
    .orderBy('item.request_id')
    .orderBy('item.position')
    .limit(most)
    .execute();
  return rows.flatMap((row) => {
    const state = stateOf(row.state);
    const organization = parseOrganizationKey(row.organization);
    if ((state.status !== 'pending' && state.status !== 'approved') || organization === null) return [];
    return [
      {
        itemId: row.id,
        requestId: row.request_id,
        requesterId: row.requester_id,
        roleId: roleIdOf(row.role_id),
        environment: environmentOf(row.environment),
        organization,
        state,
        cardSince: row.card_since,
      },
    ];
  });
}

/** Requests in which something waits, and that nothing will look at again. */
export async function readForgotten(db: Db, most: number): Promise<RequestId[]> {
  const key = matterKey({ about: 'request', requestId: '' });
  const rows = await db
    .selectFrom('item')
    .select('item.request_id')
    .distinct()
    .where('item.status', 'in', ['pending', 'approved'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox')
            .select('outbox.id')
            .where('outbox.key', '=', eb(eb.val(key), '||', eb.ref('item.request_id')))
            .where('outbox.done_at', 'is', null)
            .where('outbox.dead_at', 'is', null),
        ),
      ),
    )
    .orderBy('item.request_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.request_id);
}

/** When something was said last. */
export async function readSaidAt(db: Db, key: string): Promise<number | null> {
  return (await db.selectFrom('said').select('at').where('key', '=', key).executeTakeFirst())?.at ?? null;
}

/** Remembers that it was said now. */
export async function say(db: Db, key: string, now: number): Promise<void> {
  await db
    .insertInto('said')
    .values({ key, at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ at: now }))
    .execute();
}
