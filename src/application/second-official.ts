import { roleById } from '#content/catalogue.ts';
import type { RoleId } from '#domain/catalogue.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { Writing } from './ledger.ts';

/**
 * The only official of an organization is told once that two are recommended (003:23): when she is the first, and again
 * each time that the others have gone.
 */
export async function nudgeOnlyOfficial(
  record: Writing,
  organization: OrganizationKey,
  roleId: RoleId,
  at: number,
): Promise<void> {
  const all = (await record.officialsAt([{ roleId, organization }])).filter((one) => one.environment === 'production');
  const [only] = all;
  if (only === undefined || only.personId === null || !roleById(roleId).official) return;
  if (all.some(({ personId }) => personId !== only.personId)) return;
  const times = await record.departures.ended(organization);
  await record.enqueueOnce(
    `one-official:${organization}:${roleId}:${times}:${only.personId}`,
    { kind: 'tell', personId: only.personId, notice: { about: 'one-official', organization, roleId } },
    at,
  );
}
