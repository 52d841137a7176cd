import { markSent, withdraw } from '#domain/decide.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, StoredRequest, Writing } from './ledger.ts';
import { refreshRequest } from './reroute.ts';
import { watched } from './watch.ts';

/** What the requester does with her own request: take it back, or say that she sent it in iQIES. */

/** Takes back what is undecided. @returns how many organizations were withdrawn */
export function withdrawRequest({ ledger, now, watch }: Deps) {
  const takeBack = (person: KnownPerson, requestId: RequestId): Promise<Answer<number>> =>
    ledger.change((record) =>
      eachItem(record, person, requestId, now(), async (request, item, at) => {
        const answer = withdraw(item, request, person.personId, at);
        if (!answer.ok) return answer;
        if (!(await record.moveItem(item.id, item.state, answer.value))) return no('nothing-to-withdraw');
        await record.record(
          {
            kind: 'item-withdrawn',
            requestId,
            itemId: item.id,
            actorId: person.personId,
            platform: person.identity.platform,
          },
          at,
        );
        return yes(null);
      }),
    );
  return watched(watch, 'withdraw-request', takeBack, outcomeOf);
}

/** Remembers "I sent it in iQIES" for all items it makes sense for. @returns for how many */
export function markRequestSent({ ledger, now, watch }: Deps) {
  const mark = (person: KnownPerson, requestId: RequestId): Promise<Answer<number>> =>
    ledger.change((record) =>
      eachItem(record, person, requestId, now(), async (request, item, at) => {
        const answer = markSent(item, request, person.personId);
        if (!answer.ok) return answer;
        if (!(await record.markSent(item.id, at))) return no('already-sent');
        await record.record(
          {
            kind: 'item-sent',
            requestId,
            itemId: item.id,
            actorId: person.personId,
            platform: person.identity.platform,
          },
          at,
        );
        return yes(null);
      }),
    );
  return watched(watch, 'mark-request-sent', mark, outcomeOf);
}

const outcomeOf = ({ ok }: Answer<unknown>): string => (ok ? 'done' : 'refused');

/**
 * Changes items of a request, each on its own; every copy is made true. When none could be changed, the last refusal is
 * recorded and given back. @param only the items of the button that was pressed, and what it does
 */
export async function eachItem(
  record: Writing,
  person: KnownPerson,
  requestId: RequestId,
  at: number,
  change: (request: StoredRequest, item: StoredRequest['items'][number], at: number) => Promise<Answer<null>>,
  only: { itemIds: readonly ItemId[]; deed: string } | null = null,
): Promise<Answer<number>> {
  const request = await record.request(requestId);
  if (!request) return no('request-unknown');
  let changed = 0;
  let refused: Answer<number> = no('request-unknown');
  for (const item of request.items) {
    if (only !== null && !only.itemIds.includes(item.id)) continue;
    const answer = await change(request, item, at);
    if (answer.ok) changed += 1;
    else refused = answer;
  }
  const after = await record.request(requestId);
  if (changed > 0 && after) {
    await refreshRequest(record, after, at);
    return yes(changed);
  }
  if (!refused.ok) {
    await record.record(
      {
        kind: 'refused',
        requestId,
        actorId: person.personId,
        platform: person.identity.platform,
        data: { refusal: refused.refusal, ...(only === null ? {} : { deed: only.deed }) },
      },
      at,
    );
  }
  return refused;
}
