import { roleById } from '#content/catalogue.ts';
import { approvalMailCame, outcomeOutside } from '#domain/after-decision.ts';
import type { ItemId, ItemState, RequestId } from '#domain/item.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { eachItem } from './follow-request.ts';
import type { EventKind, KnownPerson, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { startRole } from './start-role.ts';
import type { Notice } from './task.ts';
import { tellOfficials } from './tell-officials.ts';

/** What the requester learned from iQIES about items of her own request. It is her word, and shown as that. */

export interface HerWord {
  person: KnownPerson;
  requestId: RequestId;
  itemIds: readonly ItemId[];
}

/** "I got the approval e-mail": an ordinary role is hers, and its officials are told. @returns for how many items */
export function mailCame({ ledger, now, newId }: Deps) {
  return ({ person, requestId, itemIds }: HerWord): Promise<Answer<number>> =>
    ledger.change(async (record) => {
      const at = now();
      const moved: { request: StoredRequest; item: StoredItem }[] = [];
      const answer = await eachItem(
        record,
        person,
        requestId,
        at,
        async (request, item) => {
          const next = approvalMailCame(item, request, roleById(request.roleId), person.personId, at);
          if (!next.ok) return next;
          return move(record, person, request, item, next.value, 'item-done', moved, at);
        },
        { itemIds, deed: 'mail-came' },
      );
      for (const { request, item } of moved) await startRole(record, request, item, 'active', at, newId);
      const [first] = moved;
      if (first === undefined) return answer;
      const ids = moved.map(({ item }) => item.id);
      const notice: Notice = { about: 'mail-came', requestId, itemIds: ids, by: person.personId };
      await tellOfficials(record, first.request, ids, notice, null, at);
      return answer;
    });
}

/**
 * The outcome of what is decided in iQIES itself. An ordinary role is hers; a security-official role gives no authority
 * until the operator confirms it. @returns for how many items
 */
export function recordOutcome({ ledger, now, newId }: Deps) {
  return ({ person, requestId, itemIds }: HerWord, outcome: 'approved' | 'rejected'): Promise<Answer<number>> =>
    ledger.change(async (record) => {
      const at = now();
      const moved: { request: StoredRequest; item: StoredItem }[] = [];
      const answer = await eachItem(
        record,
        person,
        requestId,
        at,
        async (request, item) => {
          const next = outcomeOutside(item, request, person.personId, outcome, at);
          if (!next.ok) return next;
          return move(record, person, request, item, next.value, 'item-outcome', moved, at);
        },
        { itemIds, deed: 'outcome' },
      );
      for (const { request, item } of outcome === 'approved' ? moved : []) {
        const standing = roleById(request.roleId).official ? 'unconfirmed' : 'active';
        await startRole(record, request, item, standing, at, newId);
      }
      return answer;
    });
}

async function move(
  record: Writing,
  { personId, identity }: KnownPerson,
  request: StoredRequest,
  item: StoredItem,
  next: ItemState,
  kind: EventKind,
  moved: { request: StoredRequest; item: StoredItem }[],
  at: number,
): Promise<Answer<null>> {
  if (!(await record.moveItem(item.id, item.state, next))) return no('already-decided');
  const data = { outcome: next.status, basis: 'requester' };
  await record.record(
    { kind, requestId: request.id, itemId: item.id, actorId: personId, platform: identity.platform, data },
    at,
  );
  moved.push({ request, item });
  return yes(null);
}
