import { roleById } from '#content/catalogue.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import { type Organization, organizationKey } from '#domain/organization.ts';
import { type Account, type AccountProblem, requesterProblem } from '#domain/person.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { FieldProblem } from './entries.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { type StatedEntries, statedPlaces } from './stated-places.ts';

/**
 * "I have this role in iQIES already" (rules, section 2): her word, with its date and who said it. It satisfies the
 * General User rule and asks for disciplines; it never gives authority.
 */

/** So many statements of one person can stand unchecked. */
const mostStatements = 200;

/** Why an account may not say so; null when it may. Without an e-mail address one may, as one may draft. */
export function mayState(account: Account, guestsMayRequest: boolean): AccountProblem | null {
  const problem = requesterProblem(account, guestsMayRequest);
  return problem === 'email-missing' ? null : problem;
}

export type StateAnswer =
  | { ok: true; roleId: RoleId; environment: Environment; organizations: readonly Organization[] }
  | { ok: false; problem: FieldProblem };

/** Keeps a statement for each organization that was entered. Refusals are recorded, what was typed then is not. */
export function stateRole(deps: Deps) {
  const { ledger, settings, now } = deps;
  return (
    person: KnownPerson,
    { roleId, environment }: { roleId: RoleId; environment: Environment },
    entries: StatedEntries,
  ): Promise<StateAnswer> =>
    ledger.change(async (record): Promise<StateAnswer> => {
      const role = roleById(roleId);
      const actor = { actorId: person.personId, platform: person.identity.platform };
      const problem = mayState(person.account, settings.guestsMayRequest) ?? describedProblem(roleId, environment);
      const contractors = role.line === undefined ? [] : await record.contractors(role.line);
      const places = statedPlaces(role, entries, contractors);
      const refusal: FieldProblem | null =
        problem !== null
          ? { field: 'places', kind: 'refusal', refusal: problem }
          : places.ok
            ? await standsAlready(record, person, roleId, environment, places.organizations)
            : places.problem;
      if (refusal !== null || !places.ok) {
        const data = { refusal: refusal?.kind === 'refusal' ? refusal.refusal : 'ccns', deed: 'state-role' };
        await record.record({ kind: 'refused', ...actor, data }, now());
        return { ok: false, problem: refusal ?? { field: 'places', kind: 'refusal', refusal: 'no-organization' } };
      }
      for (const organization of places.organizations)
        await keepStatement(record, person, { roleId, organization, environment }, deps);
      await record.enqueue({ kind: 'home', personId: person.personId }, now());
      return { ok: true, roleId, environment, organizations: places.organizations };
    });
}

/** Writes one statement with its event; nothing when the same one stands already. */
export async function keepStatement(
  record: Writing,
  { personId, identity }: KnownPerson,
  { roleId, organization, environment }: { roleId: RoleId; organization: Organization; environment: Environment },
  { newId, now }: Pick<Deps, 'newId' | 'now'>,
): Promise<void> {
  const statementId = newId();
  const key = organizationKey(organization);
  const stated = { statementId, personId, roleId, organization: key, environment, statedAt: now() };
  if (!(await record.stateRole(stated))) return;
  // A contractor's name was typed by a person; it stands with the statement only.
  const where = organization.kind === 'contractor' ? 'contractor' : key;
  const data = { statementId, role: roleId, organization: where, environment };
  await record.record({ kind: 'role-stated', actorId: personId, platform: identity.platform, data }, now());
}

/** The job aids describe the training environment for some roles only. */
export function describedProblem(roleId: RoleId, environment: Environment): Refusal | null {
  const described = environment === 'production' || roleById(roleId).shownIn.includes('training');
  return described ? null : 'environment-not-described';
}

/** Nothing is new in it, or too much stands unchecked. */
async function standsAlready(
  record: Reading,
  { personId }: KnownPerson,
  roleId: RoleId,
  environment: Environment,
  organizations: readonly Organization[],
): Promise<FieldProblem | null> {
  const keys = organizations.map(organizationKey);
  const known = (await record.heldBy(personId)).filter(
    (one) => one.roleId === roleId && one.environment === environment && (one.as === 'active' || one.as === 'stated'),
  );
  if (keys.every((key) => known.some((one) => one.organization === key)))
    return { field: 'places', kind: 'refusal', refusal: 'role-known-already' };
  const standing = (await record.statedRoles({ personId })).length;
  return standing + keys.length > mostStatements
    ? { field: 'places', kind: 'refusal', refusal: 'too-many-stated' }
    : null;
}
