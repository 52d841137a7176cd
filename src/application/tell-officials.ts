import { roleById } from '#content/catalogue.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import type { ItemId } from '#domain/item.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { StoredRequest, Writing } from './ledger.ts';
import { routeNow } from './officials.ts';
import type { Notice } from './task.ts';

/** Tells the officials in chat who are asked for these items now, each once, and not the one who did it. */
export async function tellOfficials(
  record: Writing,
  request: StoredRequest,
  itemIds: readonly ItemId[],
  notice: Notice,
  except: PersonId | null,
  at: number,
): Promise<void> {
  const officials = new Set<PersonId>();
  for (const item of request.items.filter(({ id }) => itemIds.includes(id))) {
    const role = roleById(request.roleId);
    const { route } = await routeNow(record, role, item.organization, request.environment, request.requesterId);
    if (route.way !== 'ask') continue;
    for (const { personId } of route.officials) if (personId !== null && personId !== except) officials.add(personId);
  }
  for (const personId of officials) await record.enqueue({ kind: 'tell', personId, notice }, at);
}

/** Tells the other officials in chat who could approve this role now, each once. */
export async function tellSeat(
  record: Writing,
  { roleId, organization: key, environment, personId }: RoleAt & { personId: PersonId | null },
  notice: Notice,
  except: readonly (PersonId | null)[],
  at: number,
): Promise<void> {
  const organization = parseOrganizationKey(key);
  if (organization === null) return;
  const { route } = await routeNow(record, roleById(roleId), organization, environment, personId);
  if (route.way !== 'ask') return;
  const officials = new Set(route.officials.flatMap((one) => (one.personId === null ? [] : [one.personId])));
  for (const official of officials)
    if (!except.includes(official)) await record.enqueue({ kind: 'tell', personId: official, notice }, at);
}
