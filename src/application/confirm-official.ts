import { roleById } from '#content/catalogue.ts';
import { operatorId } from '#domain/item.ts';
import { organizationKey } from '#domain/organization.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { heldRole } from './held-role.ts';
import type { Grant, Writing } from './ledger.ts';
import { refreshChecklist } from './refresh-checklist.ts';
import { refreshRequest, rerouteAt } from './reroute.ts';
import { unconfirmedNotice, welcomeOfficial } from './start-role.ts';

/** How far back a person's requests are looked through for the one that her role came from. */
const requestsSeen = 200;

/**
 * The operator confirms a security-official role that its person recorded as approved in iQIES, or that was lost and is
 * back: from now on she decides, and what waits there goes to her.
 */
export function confirmOfficial({ ledger, now }: Deps) {
  return (grantId: string): Promise<Answer<Grant>> =>
    ledger.change(async (record) => {
      const at = now();
      const grant = await record.grant(grantId);
      if (grant === null || grant.personId === null || !roleById(grant.roleId).official)
        return refused(record, 'grant-unknown', at);
      if (grant.standing === 'active') return refused(record, 'already-confirmed', at);
      // It may have ended meanwhile.
      if (!(await record.moveGrant(grantId, grant.standing, 'active', at))) return refused(record, 'grant-unknown', at);
      const { personId, organization, roleId, environment } = grant;
      await record.record(
        { kind: 'grant-confirmed', subjectId: personId, platform: 'command-line', data: { grantId } },
        at,
      );
      await record.handleNotice(unconfirmedNotice(grantId), at);
      if (grant.standing === 'suspended') await settleWord(record, grant, at);
      const notice = { about: 'role-confirmed', organization, roleId, environment } as const;
      await record.enqueue({ kind: 'tell', personId, notice }, at);
      await record.enqueue({ kind: 'home', personId }, at);
      await refreshChecklist(record, personId, at);
      await welcome(record, { ...grant, personId }, at);
      return yes(grant);
    });
}

/** She may have said that she has a lost role again: that is confirmed with it. */
async function settleWord(record: Writing, grant: Grant, at: number): Promise<void> {
  const role = await heldRole(record, grant);
  for (const { statementId } of role?.statements ?? [])
    await record.settleStatement(statementId, 'confirmed', operatorId, at);
}

/** Her request says now that the role counts; what waits at the organization is hers to decide. */
async function welcome(record: Writing, grant: Grant & { personId: string }, at: number): Promise<void> {
  for (const request of await record.requestsOf(grant.personId, requestsSeen)) {
    if (request.roleId !== grant.roleId || request.environment !== grant.environment) continue;
    const item = request.items.find(
      ({ organization, state }) => state.status === 'active' && organizationKey(organization) === grant.organization,
    );
    if (item === undefined) continue;
    await refreshRequest(record, request, at);
    return welcomeOfficial(record, request, grant.organization, at);
  }
  await rerouteAt(record, [grant.organization], at);
}

async function refused(record: Writing, refusal: Refusal, at: number) {
  await record.record({ kind: 'refused', platform: 'command-line', data: { refusal, deed: 'confirm' } }, at);
  return no(refusal);
}
