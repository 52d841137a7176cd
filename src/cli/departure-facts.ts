import { organizationKey } from '#domain/organization.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import type { Facts } from './print.ts';

/** What a program reads of an official who left. */
export const departureFacts = (
  { id, official, organization, placeName, state, phase, ticket, others }: ShownDeparture,
  openedAt: number,
): Facts => ({
  id,
  openedAt: new Date(openedAt).toISOString(),
  name: official.name,
  email: official.email,
  organization: organizationKey(organization),
  place: placeName,
  state,
  phase,
  ticket,
  others: others.map(({ name }) => name),
});
