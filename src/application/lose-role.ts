import { roleById } from '#content/catalogue.ts';
import { type Answer, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { type HeldRole, heldRole, mayNotEnd, notConfirmed, type RoleRef, refuseRole, roleData } from './held-role.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import { shownPerson } from './officials.ts';
import { refreshRole } from './over-role.ts';
import { rerouteAt } from './reroute.ts';
import { tellSeat } from './tell-officials.ts';

/**
 * "Lost in iQIES", most often after 60 days without a log-in (rules, section 5): by its person, or by an official who
 * could approve it. It counts for nothing until it is back; an official decides nothing meanwhile.
 */
export function loseRole({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, ref: RoleRef): Promise<Answer<HeldRole>> =>
    ledger.change(async (record): Promise<Answer<HeldRole>> => {
      const at = now();
      const role = await heldRole(record, ref);
      const own = role?.personId === person.personId;
      const refusal =
        role === null
          ? 'role-over'
          : ((own ? null : await mayNotLose(record, role, person, settings)) ?? notLosable(role));
      if (refusal !== null || role === null) return refuseRole(record, person, refusal ?? 'role-over', 'lose-role', at);
      for (const { grantId } of role.grants) await record.moveGrant(grantId, 'active', 'suspended', at);
      for (const { statementId } of role.statements)
        await record.settleStatement(statementId, 'struck', person.personId, at);
      const { personId: by, identity } = person;
      const subject = own || role.personId === null ? {} : { subjectId: role.personId };
      await record.record(
        { kind: 'role-lost', actorId: by, ...subject, platform: identity.platform, data: roleData(role) },
        at,
      );
      if (roleById(role.roleId).official) await officialLost(record, person, role, at);
      if (role.personId === null) return yes(role);
      const { personId, roleId, organization, environment } = role;
      const [grant] = role.grants;
      if (!own)
        await record.enqueue(
          {
            kind: 'tell',
            personId,
            notice: { about: 'role-lost', roleId, organization, environment, by, grantId: grant?.grantId ?? null },
          },
          at,
        );
      await refreshRole(record, personId, role, at);
      return yes(role);
    });
}

/** Why an official may not say it of somebody else's role now; null when she may. */
async function mayNotLose(record: Writing, role: HeldRole, person: KnownPerson, settings: Deps['settings']) {
  return (await mayNotEnd(record, role, person, settings)) ?? (await notConfirmed(record, role, person, settings));
}

/** Why a role can't be marked as lost; null when it can. */
function notLosable({ grants, statements }: HeldRole): 'role-over' | 'role-lost-already' | null {
  if (grants.length + statements.length === 0) return 'role-over';
  const counts = grants.some(({ standing }) => standing === 'active') || statements.length > 0;
  return counts ? null : 'role-lost-already';
}

/** An official decides nothing until she is confirmed again: what waits finds its way without her, and all are told. */
async function officialLost(record: Writing, by: KnownPerson, role: HeldRole, at: number): Promise<void> {
  const { personId, roleId, organization, environment } = role;
  const [grant] = role.grants;
  if (grant === undefined) return;
  await rerouteAt(record, [organization], at);
  const who = personId === null ? {} : { personId };
  const detail = `${roleById(roleId).label}, said by ${(await shownPerson(record, by.personId)).name}`;
  await record.tellOperator(
    { key: lostNotice(grant.grantId, at), about: 'official-lost', ...who, grantId: grant.grantId, detail },
    at,
  );
  const notice = {
    about: 'colleague-lost',
    roleId,
    organization,
    environment,
    by: by.personId,
    grantId: grant.grantId,
  } as const;
  await tellSeat(record, role, notice, [by.personId, personId], at);
}

const lostNotice = (grantId: string, at: number): string => `official-lost:${grantId}:${at}`;
