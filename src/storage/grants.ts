import type { Grant, OverRole, RoleEnd } from '#application/ledger.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import type { Db } from './database.ts';
import { environmentOf, roleIdOf } from './rows.ts';

/** How a grant begins, moves on and ends, in the database. */

export async function insertGrant(db: Db, grant: Omit<Grant, 'suspendedAt'>): Promise<void> {
  const { roleId, organization, environment, basis, standing, name } = grant;
  await db
    .insertInto('role_grant')
    .values({
      id: grant.grantId,
      person_id: grant.personId,
      role_id: roleId,
      organization,
      environment,
      basis,
      standing,
      email: grant.email?.toLowerCase() ?? null,
      name,
      not_in_chat_at: null,
      mail_refused_at: null,
      started_at: grant.startedAt,
      ended_at: null,
      suspended_at: null,
      ended_by: null,
      end_text_id: null,
    })
    .execute();
}

/** Ends a standing grant; false when it has ended before. */
export async function endGrant(db: Db, grantId: string, now: number, end?: RoleEnd): Promise<boolean> {
  const why = end === undefined ? {} : { ended_by: end.by, end_text_id: end.textId };
  const ended = await db
    .updateTable('role_grant')
    .set({ ended_at: now, ...why })
    .where('id', '=', grantId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length === 1;
}

/** Moves a grant from one standing to another; false when it does not stand so any more. */
export async function moveGrant(
  db: Db,
  grantId: string,
  from: Grant['standing'],
  to: Grant['standing'],
  now: number,
): Promise<boolean> {
  const moved = await db
    .updateTable('role_grant')
    .set({ standing: to, suspended_at: to === 'suspended' ? now : null })
    .where('id', '=', grantId)
    .where('standing', '=', from)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return moved.length === 1;
}

/** Roles of a person that an official removed, or that are lost. */
export async function readOver(db: Db, personId: string, roleId: string, environment: string): Promise<OverRole[]> {
  const rows = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('person_id', '=', personId)
    .where('role_id', '=', roleId)
    .where('environment', '=', environment)
    .where((eb) =>
      eb.or([eb('ended_by', 'is not', null), eb.and([eb('ended_at', 'is', null), eb('suspended_at', 'is not', null)])]),
    )
    .execute();
  return rows.map((row) => ({
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    as: row.ended_at === null ? ('lost' as const) : ('removed' as const),
    at: row.ended_at ?? row.suspended_at ?? 0,
    by: row.ended_by,
  }));
}

/** Roles that an address had by the operator's list, until an official removed them. */
export async function readRemovedFrom(db: Db, email: string): Promise<RoleAt[]> {
  const rows = await db
    .selectFrom('role_grant')
    .select(['role_id', 'organization', 'environment'])
    .where('email', '=', email.toLowerCase())
    .where('ended_by', 'is not', null)
    .execute();
  return rows.map((row) => ({
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
  }));
}
