import { disciplines } from '#content/disciplines.ts';
import { type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading } from './ledger.ts';
import { type MyRole, rolesOf } from './my-roles.ts';
import { refreshChecklist } from './refresh-checklist.ts';

/**
 * The disciplines of a surveyor role, once it is active or stated (004:409). They are kept here as said; iQIES wants
 * them saved there too.
 */

/** A surveyor role of this person, with what she chose so far; 'grant-unknown' when it is not hers or asks for none. */
export function surveyorRole({ ledger }: Pick<Deps, 'ledger'>) {
  return (person: KnownPerson, at: RoleAt): Promise<Answer<MyRole>> =>
    ledger.read((record) => find(record, person, at));
}

async function find(record: Reading, { personId }: KnownPerson, at: RoleAt): Promise<Answer<MyRole>> {
  const role = (await rolesOf(record, personId)).find((one) => sameRoleAt(one, at) && one.disciplines !== null);
  return role === undefined ? no('grant-unknown') : yes(role);
}

/**
 * Keeps a choice in place of the one before; the same choice again changes nothing.
 * @param labels exactly as iQIES prints them; anything else is refused as a whole
 * @returns the labels in the order of iQIES' screen
 */
export function chooseDisciplines({ ledger, now }: Deps) {
  return (person: KnownPerson, at: RoleAt, labels: readonly string[]): Promise<Answer<readonly string[]>> =>
    ledger.change(async (record): Promise<Answer<readonly string[]>> => {
      const { personId, identity } = person;
      const actor = { actorId: personId, platform: identity.platform };
      const role = await find(record, person, at);
      const refusal = role.ok ? problemOf(labels) : role.refusal;
      if (refusal !== null || !role.ok) {
        const data = { refusal, deed: 'disciplines' };
        await record.record({ kind: 'refused', ...actor, data }, now());
        return no(refusal ?? 'grant-unknown');
      }
      const chosen = disciplines.map(({ label }) => label).filter((label) => labels.includes(label));
      if (JSON.stringify(chosen) === JSON.stringify(role.value.disciplines)) return yes(chosen);
      const { roleId, organization, environment } = at;
      await record.chooseDisciplines(personId, { roleId, organization, environment }, chosen, now());
      const data = { role: roleId, organization, environment, disciplines: JSON.stringify(chosen) };
      await record.record({ kind: 'disciplines-chosen', ...actor, data }, now());
      await record.enqueue({ kind: 'home', personId }, now());
      await refreshChecklist(record, personId, now());
      return yes(chosen);
    });
}

function problemOf(labels: readonly string[]): Refusal | null {
  if (labels.length === 0) return 'discipline-missing';
  return labels.every((label) => disciplines.some((one) => one.label === label)) ? null : 'discipline-unknown';
}
