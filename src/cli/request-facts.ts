import type { Reading } from '#application/ledger.ts';
import { showRequest } from '#application/shown.ts';
import { organizationKey } from '#domain/organization.ts';
import type { ShownRequest } from '#domain/shown.ts';
import type { Facts } from './print.ts';

/** The request with this id, as people see it; none when there is none. */
export async function requestOf(record: Reading, requestId: string): Promise<ShownRequest[]> {
  const stored = await record.request(requestId);
  return stored === null ? [] : [await showRequest(record, stored)];
}

/** What a program reads of a request. */
export const requestFacts = ({ id, submittedAt, requester, role, environment, items }: ShownRequest): Facts => ({
  id,
  submittedAt: new Date(submittedAt).toISOString(),
  requester: requester.name,
  email: requester.email,
  role: role.id,
  environment,
  items: items.map(({ id: itemId, organization, placeName, state, officials }) => ({
    id: itemId,
    organization: organizationKey(organization),
    place: placeName,
    ...state,
    officials: officials.map(({ name }) => name),
  })),
});
