import { roleById } from '#content/catalogue.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import { approvalId, approvedAt } from '#domain/provisioning.ts';
import type { Deps } from './deps.ts';
import type { Reading } from './ledger.ts';
import { shownPerson } from './officials.ts';
import { messageId } from './provisioning.ts';
import type { Task } from './task.ts';

/** What the operator's own system needs to set a role up, and no more: no texts, no IDs of surveyors. */
export interface DownstreamMessage {
  id: string;
  event: Extract<Task, { kind: 'webhook' }>['event'];
  at: number;
  data: {
    approval: string;
    request: string;
    item: string;
    role: { id: RoleId; label: string };
    organization: { key: string; name: string | null };
    environment: Environment;
    requester: Who & { legalName: string | null };
    /** null when the approval does not stand any more. */
    approvedBy: Who | null;
    approvedAt: number;
  };
}

interface Who {
  id: string;
  name: string;
  email: string | null;
}

/**
 * A message as the record is now; null when there is nothing to say any more: an approval that was taken back before it was
 * sent is never sent late.
 */
export function downstreamMessage({ ledger }: Pick<Deps, 'ledger'>) {
  return ({ event, requestId, itemId, approval, at }: Extract<Task, { kind: 'webhook' }>) =>
    ledger.read(async (record): Promise<DownstreamMessage | null> => {
      const request = await record.request(requestId);
      const item = request?.items.find(({ id }) => id === itemId);
      if (!request || !item) return null;
      if (event === 'approved' && (item.state.status !== 'approved' || approvedAt(item) !== approval)) return null;
      const by = event === 'approved' && item.state.status === 'approved' ? item.state.by : null;
      return {
        id: messageId(event, itemId, approval),
        event,
        at,
        data: {
          approval: approvalId(itemId, approval),
          request: request.id,
          item: item.id,
          role: { id: request.roleId, label: roleById(request.roleId).label },
          organization: { key: organizationKey(item.organization), name: item.place.name },
          environment: request.environment,
          requester: { ...(await who(record, request.requesterId)), legalName: request.legalName },
          approvedBy: by === null ? null : await who(record, by),
          approvedAt: approval,
        },
      };
    });
}

async function who(record: Reading, id: string): Promise<Who> {
  const { personId, name, email } = await shownPerson(record, id);
  return { id: personId ?? id, name, email };
}
