import { type Settlement, settle } from '#domain/after-decision.ts';
import { type ItemId, operatorId } from '#domain/item.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Grant, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { tellDownstream } from './provisioning.ts';
import { refreshRequest } from './reroute.ts';
import { startRole, unconfirmedGrant, unconfirmedNotice } from './start-role.ts';
import type { Notice } from './task.ts';
import { tellOfficials } from './tell-officials.ts';

/**
 * The operator settles an item, with a reason that is kept and told to the requester and the officials. Whoever can run
 * the command may do it: the record is the operator's own.
 */
export function settleItem({ ledger, settings, now, newId }: Deps) {
  return (itemId: ItemId, as: Settlement, words: string): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const at = now();
      const requestId = itemId.slice(0, Math.max(0, itemId.lastIndexOf('.')));
      const request = await record.request(requestId);
      const item = request?.items.find((one) => one.id === itemId);
      if (!request || !item) return refused(record, null, 'request-unknown', at);
      const unconfirmed = await unconfirmedGrant(record, request, item);
      const next = settle(item, as, words.trim(), at, unconfirmed !== null);
      if (!next.ok) return refused(record, item, next.refusal, at);
      if (!(await record.moveItem(item.id, item.state, next.value)))
        return refused(record, item, 'already-decided', at);
      const textId = await record.keepText(words.trim(), operatorId);
      const event = { requestId, itemId, subjectId: request.requesterId, platform: 'command-line', textId } as const;
      await record.record({ kind: 'item-settled', ...event, data: { from: item.state.status, as } }, at);
      if (unconfirmed !== null) await settleGrant(record, unconfirmed, as, at);
      if (as === 'active') await startRole(record, request, item, 'active', at, newId);
      await tellAll(record, request, item, { as, textId }, at);
      const after = (await record.request(requestId)) ?? request;
      if (as === 'approved') await tellDownstream(record, settings, after, [itemId], 'approved', at);
      else if (as !== 'active') await tellDownstream(record, settings, request, [itemId], 'taken-back', at);
      await refreshRequest(record, after, at);
      return yes(null);
    });
}

/** A role that waited to be confirmed: it ends, unless the item is settled as active, which confirms it. */
async function settleGrant(record: Writing, { grantId, personId }: Grant, as: Settlement, at: number): Promise<void> {
  await record.handleNotice(unconfirmedNotice(grantId), at);
  if (as === 'active' || !(await record.endGrant(grantId, at))) return;
  const about = personId === null ? {} : { subjectId: personId };
  await record.record({ kind: 'grant-ended', ...about, platform: 'command-line', data: { grantId } }, at);
}

async function tellAll(
  record: Writing,
  request: StoredRequest,
  { id }: StoredItem,
  told: { as: Settlement; textId: string },
  at: number,
): Promise<void> {
  const notice: Notice = { about: 'settled', requestId: request.id, itemIds: [id], ...told };
  await record.enqueue({ kind: 'tell', personId: request.requesterId, notice }, at);
  await tellOfficials(record, request, [id], notice, null, at);
}

async function refused(record: Writing, item: StoredItem | null, refusal: Refusal, at: number) {
  const about = item === null ? {} : { requestId: item.requestId, itemId: item.id };
  await record.record({ kind: 'refused', ...about, platform: 'command-line', data: { refusal, deed: 'settle' } }, at);
  return no(refusal);
}
