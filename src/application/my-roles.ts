import { roleById } from '#content/catalogue.ts';
import { asksDisciplines, type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import type { PersonId } from '#domain/person.ts';
import type { Reading } from './ledger.ts';

/** A role that somebody has here, or says that she has. */
export interface MyRole extends RoleAt {
  startedAt: number;
  /** Her word that nobody has checked; null: known here. */
  statementId: string | null;
  /** How buttons name it: by its grant, or by her statement. */
  ref?: string;
  /** Since when it is lost in iQIES and counts for nothing; null while it counts. */
  lostAt?: number | null;
  /** A security-official role by her word, which gives no authority until the operator confirms it. */
  unconfirmed: boolean;
  /** What she chose; null: the role asks for no disciplines. */
  disciplines: readonly string[] | null;
}

/**
 * The roles of a person: those known here first, then those she stated. A statement of what is known is left out, and so
 * is a lost role that she says she has again.
 */
export async function rolesOf(record: Reading, personId: PersonId): Promise<MyRole[]> {
  const chosen = await record.disciplinesOf(personId);
  const disciplines = (at: RoleAt) =>
    asksDisciplines(roleById(at.roleId)) ? (chosen.find((one) => sameRoleAt(one, at))?.chosen ?? []) : null;
  const grants = await record.grantsOf(personId);
  const counting = grants.filter(({ standing }) => standing !== 'suspended');
  const said = (await record.statedRoles({ personId })).filter(
    (one) => !counting.some((role) => sameRoleAt(role, one)),
  );
  const lost = grants.filter(
    (grant) => !counting.includes(grant) && ![...counting, ...said].some((role) => sameRoleAt(role, grant)),
  );
  const known = [...counting, ...lost].map(
    ({ grantId, roleId, organization, environment, startedAt, standing, suspendedAt }): MyRole => {
      const at = { roleId, organization, environment };
      return {
        ...at,
        startedAt,
        statementId: null,
        ref: `g|${grantId}`,
        lostAt: suspendedAt,
        unconfirmed: standing === 'unconfirmed',
        disciplines: suspendedAt === null ? disciplines(at) : null,
      };
    },
  );
  const stated = said.map(({ roleId, organization, environment, statedAt, statementId }): MyRole => {
    const at = { roleId, organization, environment };
    const ref = `s|${statementId}`;
    const mine = { startedAt: statedAt, statementId, ref, lostAt: null, unconfirmed: false };
    return { ...at, ...mine, disciplines: disciplines(at) };
  });
  return [...known, ...stated];
}
