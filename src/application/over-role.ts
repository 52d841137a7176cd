import { type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import { organizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownItem } from '#domain/shown.ts';
import type { Reading, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { shownPerson } from './officials.ts';
import { refreshChecklist } from './refresh-checklist.ts';
import { refreshRequest } from './reroute.ts';

/** What cards and messages say of a role that is over, although its request was done in iQIES once. */

/** How many of a person's requests are looked through for the one that a role came from. */
const requestsSeen = 200;

/** Whether the role of an item that was done is over since; null while it stands. */
export async function overSince(
  record: Reading,
  request: StoredRequest,
  item: StoredItem,
): Promise<NonNullable<ShownItem['over']> | null> {
  const { state } = item;
  if (state.status !== 'active') return null;
  const { requesterId, roleId, environment } = request;
  const organization = organizationKey(item.organization);
  const over = (await record.overRoles(requesterId, roleId, environment))
    .filter((one) => one.organization === organization && one.at >= state.doneAt)
    .sort((one, other) => one.at - other.at)[0];
  if (over === undefined) return null;
  return { as: over.as, at: over.at, by: over.by === null ? null : await shownPerson(record, over.by) };
}

/** Every copy of the requests that a role came from is made true, and her page. */
export async function refreshRole(record: Writing, personId: PersonId, role: RoleAt, at: number): Promise<void> {
  await record.enqueue({ kind: 'home', personId }, at);
  await refreshChecklist(record, personId, at);
  for (const request of await requestsFor(record, personId, role)) await refreshRequest(record, request, at);
}

/** Her requests for a role that were done in iQIES, the newest first. */
export async function requestsFor(record: Reading, personId: PersonId, role: RoleAt): Promise<StoredRequest[]> {
  return (await record.requestsOf(personId, requestsSeen)).filter((request) =>
    request.items.some(
      ({ organization, state }) =>
        state.status === 'active' && sameRoleAt({ ...request, organization: organizationKey(organization) }, role),
    ),
  );
}
