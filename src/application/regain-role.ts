import { roleById } from '#content/catalogue.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { type Answer, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { type HeldRole, heldRole, type RoleRef, refuseRole, roleData, roleForOfficial } from './held-role.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import { refreshRole } from './over-role.ts';
import { refreshChecklist } from './refresh-checklist.ts';
import { rerouteAt } from './reroute.ts';
import { keepStatement } from './state-role.ts';
import { tellSeat } from './tell-officials.ts';

/** A lost role is back: by its person's word, which is a statement, or confirmed by an official who could approve it. */

/**
 * "I have it again". It counts as what she says; a security-official role decides nothing until another official or the
 * operator confirms it, and both are told.
 */
export function haveItAgain(deps: Deps) {
  const { ledger, now } = deps;
  return (person: KnownPerson, ref: RoleRef): Promise<Answer<HeldRole>> =>
    ledger.change(async (record): Promise<Answer<HeldRole>> => {
      const at = now();
      const role = await heldRole(record, ref);
      const lost = role?.grants.find(({ standing }) => standing === 'suspended');
      const organization = role === null ? null : parseOrganizationKey(role.organization);
      const mine = role !== null && role.personId === person.personId;
      if (!mine || lost === undefined || organization === null)
        return refuseRole(record, person, mine ? 'role-not-lost' : 'role-over', 'have-it-again', at);
      if (role.statements.length > 0) return refuseRole(record, person, 'role-said-again', 'have-it-again', at);
      const { roleId, environment } = role;
      await keepStatement(record, person, { roleId, organization, environment }, deps);
      if (roleById(roleId).official) await askToConfirm(record, person, role, lost.grantId, at);
      await record.enqueue({ kind: 'home', personId: person.personId }, at);
      await refreshChecklist(record, person.personId, at);
      return yes(role);
    });
}

async function askToConfirm(
  record: Writing,
  { personId }: KnownPerson,
  role: HeldRole,
  grantId: string,
  at: number,
): Promise<void> {
  const { roleId, organization, environment } = role;
  const detail = `${roleById(roleId).label}: officials confirm ${grantId}`;
  await record.tellOperator({ key: backNotice(grantId, at), about: 'official-back', personId, grantId, detail }, at);
  const notice = { about: 'colleague-back', roleId, organization, environment, of: personId, grantId } as const;
  await tellSeat(record, role, notice, [personId], at);
}

const backNotice = (grantId: string, at: number): string => `official-back:${grantId}:${at}`;

/** An official confirms that somebody has a lost role again: it counts, and a security official decides again. */
export function confirmBack({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, ref: RoleRef): Promise<Answer<HeldRole>> =>
    ledger.change(async (record): Promise<Answer<HeldRole>> => {
      const at = now();
      const found = await roleForOfficial(record, person, ref, settings);
      if (!found.ok) return refuseRole(record, person, found.refusal, 'confirm-back', at);
      if (!found.value.grants.some(({ standing }) => standing === 'suspended'))
        return refuseRole(record, person, 'role-not-lost', 'confirm-back', at);
      await bringBack(record, person, found.value, at);
      return yes(found.value);
    });
}

/** What was lost counts again. Called inside the change that judged who says so. */
export async function bringBack(record: Writing, by: KnownPerson, role: HeldRole, at: number): Promise<void> {
  const { personId, roleId, organization, environment } = role;
  for (const { grantId, standing } of role.grants)
    if (standing === 'suspended') await record.moveGrant(grantId, 'suspended', 'active', at);
  for (const { statementId } of role.statements)
    await record.settleStatement(statementId, 'confirmed', by.personId, at);
  const subject = personId === null ? {} : { subjectId: personId };
  await record.record(
    {
      kind: 'grant-confirmed',
      actorId: by.personId,
      ...subject,
      platform: by.identity.platform,
      data: { ...roleData(role), because: 'back' },
    },
    at,
  );
  if (roleById(roleId).official) await rerouteAt(record, [organization], at);
  if (personId === null) return;
  const notice = { about: 'role-back', roleId, organization, environment, by: by.personId } as const;
  await record.enqueue({ kind: 'tell', personId, notice }, at);
  await refreshRole(record, personId, role, at);
}

/** Whether a statement says that a lost role is back. */
export async function lostRoleOf(
  record: Writing,
  personId: string,
  at: Parameters<typeof sameRoleAt>[0],
): Promise<boolean> {
  return (await record.grantsOf(personId)).some((one) => one.standing === 'suspended' && sameRoleAt(one, at));
}
