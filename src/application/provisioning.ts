import { approvalId, approvedAt, type SetUpEvent } from '#domain/provisioning.ts';
import type { Settings } from './deps.ts';
import type { StoredRequest, Writing } from './ledger.ts';

/**
 * Tells the operator's own system, where there is one, about items whose approval came or went. Called in the change that
 * moved them, with the request as it was while they were approved.
 */
export async function tellDownstream(
  record: Writing,
  { provisioning }: Pick<Settings, 'provisioning'>,
  request: StoredRequest | null,
  itemIds: readonly string[],
  event: SetUpEvent,
  now: number,
): Promise<void> {
  if (provisioning !== 'webhook' || request === null) return;
  for (const item of request.items.filter(({ id }) => itemIds.includes(id))) {
    const approval = approvedAt(item);
    if (approval === null) continue;
    await record.enqueue({ kind: 'webhook', event, requestId: request.id, itemId: item.id, approval, at: now }, now);
  }
}

/** The name of a message: the same each time it is sent, and that of the approval itself for the first of them. */
export function messageId(event: SetUpEvent, itemId: string, approval: number): string {
  const id = approvalId(itemId, approval);
  return event === 'approved' ? id : `${id}_${event}`;
}
