import { roleById } from '#content/catalogue.ts';
import { type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Grant, KnownPerson, Reading, StatedRole, Writing } from './ledger.ts';
import { actorOf, routeNow } from './officials.ts';
import { type AboutToDecide, type DecidedAt, toConfirm } from './verify-official.ts';

/** A role somebody has or says she has, as a button names it: by a grant or a statement. */
export type RoleRef = { grantId: string } | { statementId: string };

/** The role behind a reference, with everything that stands for it now; nothing when it is over. */
export interface HeldRole extends RoleAt {
  /** null: known by the address of the operator's list only. */
  personId: PersonId | null;
  email: string | null;
  grants: readonly Grant[];
  statements: readonly StatedRole[];
}

/** Reads what a reference names, also when it is over; null when it never was. */
export async function heldRole(record: Reading, ref: RoleRef): Promise<HeldRole | null> {
  const found = 'grantId' in ref ? await record.grant(ref.grantId) : await record.statement(ref.statementId);
  if (found === null) return null;
  const { personId, roleId, organization, environment } = found;
  const at = { roleId, organization, environment };
  const email = 'email' in found ? found.email : null;
  const grants =
    personId !== null ? await record.grantsOf(personId) : email === null ? [] : await record.unboundGrants(email);
  const statements = personId === null ? [] : await record.statedRoles({ personId });
  return {
    ...at,
    personId,
    email,
    grants: grants.filter((one) => sameRoleAt(one, at)),
    statements: statements.filter((one) => sameRoleAt(one, at)),
  };
}

/** Why this person may not decide about somebody's role now; null when she may. Who could approve it may end it. */
export async function mayNotEnd(
  record: Reading,
  role: Pick<HeldRole, 'personId' | 'roleId' | 'organization' | 'environment'>,
  person: KnownPerson,
  { addresses }: Deps['settings'],
): Promise<Refusal | null> {
  const actor = actorOf(person, addresses);
  if (role.personId === person.personId) return 'own-role';
  if (actor.problem !== null) return actor.problem;
  const organization = parseOrganizationKey(role.organization);
  if (organization === null) return 'role-over';
  const { route } = await routeNow(record, roleById(role.roleId), organization, role.environment, role.personId);
  const hers = route.way === 'ask' && route.officials.some((official) => official.personId === person.personId);
  return hers ? null : 'not-official-here';
}

/** A role that an official may decide about now, or why she may not. A stranger learns nothing of its state. */
export async function roleForOfficial(
  record: Reading,
  person: KnownPerson,
  ref: RoleRef,
  settings: Deps['settings'],
): Promise<Answer<HeldRole>> {
  const role = await heldRole(record, ref);
  if (role === null) return no('role-over');
  const refusal =
    (await mayNotEnd(record, role, person, settings)) ?? (await notConfirmed(record, role, person, settings));
  return refusal === null ? yes(role) : no(refusal);
}

/** Whether she has to show first that it is she, before she decides about somebody's role. */
export async function notConfirmed(
  record: Reading,
  role: HeldRole,
  person: KnownPerson,
  settings: Deps['settings'],
): Promise<'confirm-first' | null> {
  for (const place of placeOf(role))
    if ((await toConfirm({ settings }, record, person, place)) !== null) return 'confirm-first';
  return null;
}

/** Where it is decided about roles. */
export const placesOfRoles =
  (refs: readonly RoleRef[]): AboutToDecide['places'] =>
  async (record) => {
    const roles = await Promise.all(refs.map((ref) => heldRole(record, ref)));
    return roles.flatMap((role) => (role === null ? [] : placeOf(role)));
  };

function placeOf({ roleId, organization: key, environment, personId: of }: HeldRole): DecidedAt[] {
  const organization = parseOrganizationKey(key);
  return organization === null ? [] : [{ roleId, organization, environment, of }];
}

/** What an event says of a role. A contractor's name was typed by a person; it stands with the grant only. */
export function roleData({ roleId, organization, environment, grants, statements }: HeldRole) {
  return {
    role: roleId,
    organization: organization.startsWith('contractor:') ? 'contractor' : organization,
    environment,
    grants: grants.map(({ grantId }) => grantId).join(' '),
    statements: statements.map(({ statementId }) => statementId).join(' '),
  };
}

/** Records a refusal and gives it back. */
export async function refuseRole(
  record: Writing,
  { personId, identity }: KnownPerson,
  refusal: Refusal,
  deed: string,
  at: number,
): Promise<{ ok: false; refusal: Refusal }> {
  await record.record({ kind: 'refused', actorId: personId, platform: identity.platform, data: { refusal, deed } }, at);
  return no(refusal);
}
