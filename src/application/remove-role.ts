import { roleById } from '#content/catalogue.ts';
import { wordsProblem } from '#domain/after-decision.ts';
import { type Answer, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { type HeldRole, type RoleRef, refuseRole, roleData, roleForOfficial } from './held-role.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import { refreshRole } from './over-role.ts';
import { tellRemoved } from './provisioning.ts';

/**
 * An official removes a role that she could approve, with a reason (rules, section 5). It never counts again; the person
 * is told. A security-official role ends in another way (section 6).
 */
export function removeRole({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, ref: RoleRef, words: string | null): Promise<Answer<HeldRole>> =>
    ledger.change(async (record): Promise<Answer<HeldRole>> => {
      const at = now();
      const found = await roleForOfficial(record, person, ref, settings);
      const refusal = found.ok ? (notRemovable(found.value) ?? wordsProblem(words)) : found.refusal;
      if (refusal !== null || !found.ok) return refuseRole(record, person, refusal ?? 'role-over', 'remove-role', at);
      const textId = await record.keepText((words ?? '').trim(), person.personId);
      await endRole(record, person, found.value, textId, at, settings);
      return yes(found.value);
    });
}

/** Why a role can't be removed here; null when it can. */
export function notRemovable({ roleId, grants, statements }: HeldRole): 'role-over' | 'official-role-elsewhere' | null {
  if (grants.length + statements.length === 0) return 'role-over';
  return roleById(roleId).official ? 'official-role-elsewhere' : null;
}

/** Ends everything that stands for a role, tells its person, and makes every copy true. */
export async function endRole(
  record: Writing,
  { personId: by, identity }: KnownPerson,
  role: HeldRole,
  textId: string,
  at: number,
  settings: Deps['settings'],
): Promise<void> {
  const { personId, roleId, organization, environment } = role;
  for (const { grantId } of role.grants) await record.endGrant(grantId, at, { by, textId });
  for (const { statementId } of role.statements) await record.settleStatement(statementId, 'struck', by, at);
  const subject = personId === null ? {} : { subjectId: personId };
  await record.record(
    { kind: 'role-removed', actorId: by, ...subject, platform: identity.platform, data: roleData(role), textId },
    at,
  );
  if (personId === null) return;
  await tellRemoved(record, settings, personId, { roleId, organization, environment }, at);
  const notice = { about: 'role-removed', roleId, organization, environment, by, textId } as const;
  await record.enqueue({ kind: 'tell', personId, notice }, at);
  await refreshRole(record, personId, { roleId, organization, environment }, at);
}
