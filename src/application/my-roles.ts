import { roleById } from '#content/catalogue.ts';
import { asksDisciplines, type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import type { PersonId } from '#domain/person.ts';
import type { Reading } from './ledger.ts';

/** A role that somebody has here, or says that she has. */
export interface MyRole extends RoleAt {
  startedAt: number;
  /** Her word that nobody has checked; null: known here. */
  statementId: string | null;
  /** A security-official role by her word, which gives no authority until the operator confirms it. */
  unconfirmed: boolean;
  /** What she chose; null: the role asks for no disciplines. */
  disciplines: readonly string[] | null;
}

/** The roles of a person: those known here first, then those she stated. A statement of what is known is left out. */
export async function rolesOf(record: Reading, personId: PersonId): Promise<MyRole[]> {
  const chosen = await record.disciplinesOf(personId);
  const disciplines = (at: RoleAt) =>
    asksDisciplines(roleById(at.roleId)) ? (chosen.find((one) => sameRoleAt(one, at))?.chosen ?? []) : null;
  const known = (await record.grantsOf(personId)).map(
    ({ roleId, organization, environment, startedAt, standing }): MyRole => {
      const at = { roleId, organization, environment };
      return {
        ...at,
        startedAt,
        statementId: null,
        unconfirmed: standing === 'unconfirmed',
        disciplines: disciplines(at),
      };
    },
  );
  const stated = (await record.statedRoles({ personId }))
    .filter((one) => !known.some((role) => sameRoleAt(role, one)))
    .map(({ roleId, organization, environment, statedAt, statementId }): MyRole => {
      const at = { roleId, organization, environment };
      return { ...at, startedAt: statedAt, statementId, unconfirmed: false, disciplines: disciplines(at) };
    });
  return [...known, ...stated];
}
