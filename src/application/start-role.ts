import { roleById } from '#content/catalogue.ts';
import { type OrganizationKey, organizationKey } from '#domain/organization.ts';
import type { Grant, Reading, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { rerouteAt } from './reroute.ts';
import { nudgeOnlyOfficial } from './second-official.ts';

/**
 * The role of an item that is active now is the requester's: once, however it became active. A new official gets what
 * waits at her organization. `unconfirmed`: a security-official role by the requester's own word, which gives no authority
 * until the operator confirms it; the operator is told.
 */
export async function startRole(
  record: Writing,
  request: StoredRequest,
  item: StoredItem,
  standing: Grant['standing'],
  at: number,
  newId: () => string,
): Promise<void> {
  const { roleId, environment, requesterId } = request;
  const organization = organizationKey(item.organization);
  const same = (await record.grantsOf(requesterId)).find(
    (grant) =>
      // A role of the operator's list that was lost is back in its own row.
      (grant.basis !== 'imported' || grant.standing === 'suspended') &&
      grant.roleId === roleId &&
      grant.organization === organization &&
      grant.environment === environment,
  );
  if (same !== undefined && (same.standing === 'active' || same.standing === standing)) return;
  const grantId = same?.grantId ?? newId();
  if (same !== undefined) await record.moveGrant(grantId, same.standing, standing, at);
  else
    await record.startGrant({
      ...{ grantId, personId: requesterId, roleId, organization, environment, standing, startedAt: at },
      ...{ basis: 'requested', email: null, name: null },
    });
  await record.record(
    {
      kind: same === undefined ? 'grant-started' : 'grant-confirmed',
      requestId: request.id,
      itemId: item.id,
      subjectId: requesterId,
      data: { grantId, ...(standing === 'unconfirmed' ? { standing } : {}) },
    },
    at,
  );
  if (standing === 'unconfirmed') await askOperator(record, grantId, request, at);
  else if (roleById(roleId).official) await welcomeOfficial(record, request, organization, at);
}

/** The operator's notice about a role that waits to be confirmed. */
export const unconfirmedNotice = (grantId: string): string => `unconfirmed:${grantId}`;

/** The requester's role of an item that nobody confirmed yet; null when there is none. */
export async function unconfirmedGrant(
  record: Reading,
  { requesterId, roleId, environment }: StoredRequest,
  item: StoredItem,
): Promise<Grant | null> {
  if (item.state.status !== 'active' || item.state.basis !== 'requester' || !roleById(roleId).official) return null;
  const organization = organizationKey(item.organization);
  const found = (await record.grantsOf(requesterId)).find(
    (grant) =>
      grant.standing === 'unconfirmed' &&
      grant.roleId === roleId &&
      grant.environment === environment &&
      grant.organization === organization,
  );
  return found ?? null;
}

async function askOperator(
  record: Writing,
  grantId: string,
  { requesterId, roleId }: StoredRequest,
  at: number,
): Promise<void> {
  const detail = `${roleById(roleId).label}: officials confirm ${grantId}`;
  await record.tellOperator(
    { key: unconfirmedNotice(grantId), about: 'official-unconfirmed', personId: requesterId, grantId, detail },
    at,
  );
}

/** A new official: what waits there goes to her, and the only one is told once that two are recommended (003:23). */
export async function welcomeOfficial(
  record: Writing,
  request: StoredRequest,
  organization: OrganizationKey,
  at: number,
): Promise<void> {
  await rerouteAt(record, [organization], at);
  await nudgeOnlyOfficial(record, organization, request.roleId, at);
}
