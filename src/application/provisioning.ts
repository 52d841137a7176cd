import type { Environment, RoleId } from '#domain/catalogue.ts';
import { type OrganizationKey, organizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
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

/** The same where a role that was active ends: for each item that it came from. */
export async function tellRemoved(
  record: Writing,
  settings: Pick<Settings, 'provisioning'>,
  personId: PersonId,
  role: { roleId: RoleId; organization: OrganizationKey; environment: Environment },
  now: number,
): Promise<void> {
  if (settings.provisioning !== 'webhook') return;
  for (const request of await record.requestsOf(personId, requestsSeen)) {
    if (request.roleId !== role.roleId || request.environment !== role.environment) continue;
    const items = request.items.filter(
      ({ state, organization }) => state.status === 'active' && organizationKey(organization) === role.organization,
    );
    await tellDownstream(
      record,
      settings,
      request,
      items.map(({ id }) => id),
      'removed',
      now,
    );
  }
}

/** How far back a person's requests are looked through for those that a role came from. */
const requestsSeen = 200;
