import type { RoleId } from '#domain/catalogue.ts';
import type { Stage } from './harness.ts';
import { homeOf, pressHome } from './home.ts';

/** What a person enters as the place of a role she says she has. */
export type Where = { pasted: string } | { state: string } | { contractor: string } | Record<string, never>;

/** Says on Home that she has a role in iQIES; the dialog stays open. */
export async function sayRole(
  on: Stage,
  who: string,
  roleId: RoleId,
  where: Where,
  environment: 'production' | 'training' = 'production',
): Promise<void> {
  const member = on.as(who);
  await homeOf(on, who);
  await pressHome(on, who, 'state-role');
  await member.fill('role', roleId);
  if (environment === 'training') await member.fill('environment', 'training');
  await member.submit();
  for (const [field, value] of Object.entries(where)) await member.fill(field, value);
  await member.submit();
  await on.delivered();
}

/** The statements in the record, oldest first. */
export const statements = (on: Stage) =>
  on.bot.database.db.selectFrom('stated_role').selectAll().orderBy('stated_at').orderBy('id').execute();

/** The grants that did not come from the list of officials. */
export const otherGrants = (on: Stage) =>
  on.bot.database.db.selectFrom('role_grant').selectAll().where('basis', '!=', 'imported').execute();
