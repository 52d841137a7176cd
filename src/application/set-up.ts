import { secretIn } from '#domain/guard.ts';
import { operatorId } from '#domain/item.ts';
import { approvedAt, readApprovalId, setUp } from '#domain/provisioning.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { StoredItem, StoredRequest, Writing } from './ledger.ts';
import { refreshRequest } from './reroute.ts';
import { startRole } from './start-role.ts';
import type { Notice } from './task.ts';
import { tellOfficials } from './tell-officials.ts';

/** What the operator's own system says about an approval that it was told of. */
export interface SetUpWord {
  /** As it stood in the message about the approval. */
  approval: string;
  status: 'active' | 'accepted' | 'failed';
  /** Why it failed, in its words. */
  reason: string | null;
  /** The name of the message that says so, where it came by itself: it counts once. */
  once: string | null;
}

const reasonMax = 500;

/**
 * Takes that system's word (rules, section 5): "active" makes the role the requester's, with the authority of an approved and
 * active one; "accepted" changes nothing yet; "failed" is told to the operator and the officials, who can still do it by hand.
 * @returns 'repeated' when nothing had to be changed
 */
export function takeSetUpWord({ ledger, now, newId }: Deps) {
  return (word: SetUpWord): Promise<Answer<'done' | 'repeated'>> =>
    ledger.change(async (record) => {
      const at = now();
      if (word.once !== null && (await record.clickDone(word.once))) return yes('repeated');
      const named = readApprovalId(word.approval);
      const request = named === null ? null : await record.request(named.requestId);
      const item = request?.items.find(({ id }) => id === named?.itemId);
      if (named === null || !request || !item) return refused(record, null, 'request-unknown', at);
      if (isDone(item, named.approvedAt)) return yes('repeated');
      const next = setUp(item, named.approvedAt, at);
      if (!next.ok) return refused(record, item, next.refusal, at);
      if (word.once !== null) await record.keepClick(word.once, at);
      if (word.status === 'active') {
        if (!(await record.moveItem(item.id, item.state, next.value)))
          return refused(record, item, 'already-active', at);
        await activate(record, request, item, newId, at);
      } else if (word.status === 'failed') await fail(record, request, item, word, at);
      else await record.record({ kind: 'set-up-accepted', ...about(item) }, at);
      return yes('done');
    });
}

const about = ({ requestId, id }: StoredItem) => ({ requestId, itemId: id, platform: 'webhook' as const });

/** The same system said so before. */
function isDone(item: StoredItem, approval: number): boolean {
  return item.state.status === 'active' && item.state.doneBasis === 'downstream' && approvedAt(item) === approval;
}

async function activate(
  record: Writing,
  request: StoredRequest,
  item: StoredItem,
  newId: () => string,
  at: number,
): Promise<void> {
  const { requesterId } = request;
  await record.record({ kind: 'item-done', ...about(item), subjectId: requesterId, data: { basis: 'downstream' } }, at);
  await startRole(record, request, item, 'active', at, newId);
  const notice: Notice = { about: 'set-up', requestId: request.id, itemIds: [item.id] };
  await record.enqueue({ kind: 'tell', personId: requesterId, notice }, at);
  await tellOfficials(record, request, [item.id], notice, requesterId, at);
  await refreshRequest(record, (await record.request(request.id)) ?? request, at);
}

/** Told once for each approval, however often it fails. What may not be kept of the reason is not. */
async function fail(
  record: Writing,
  request: StoredRequest,
  item: StoredItem,
  { approval, reason }: SetUpWord,
  at: number,
): Promise<void> {
  const said = reason?.trim().slice(0, reasonMax) ?? '';
  const textId = said === '' || secretIn(said) !== null ? null : await record.keepText(said, operatorId);
  await record.record({ kind: 'set-up-failed', ...about(item), ...(textId === null ? {} : { textId }) }, at);
  const key = `set-up-failed:${approval}`;
  if ((await record.notice(key)) !== null) return;
  const { requesterId: personId } = request;
  const text = textId === null ? {} : { textId };
  await record.tellOperator({ key, about: 'set-up-failed', personId, detail: item.id, ...text }, at);
  const notice: Notice = { about: 'set-up-failed', requestId: request.id, itemIds: [item.id], textId };
  await tellOfficials(record, request, [item.id], notice, null, at);
}

async function refused(record: Writing, item: StoredItem | null, refusal: Refusal, at: number) {
  const where = item === null ? { platform: 'webhook' as const } : about(item);
  await record.record({ kind: 'refused', ...where, data: { refusal, deed: 'set-up' } }, at);
  return no(refusal);
}
