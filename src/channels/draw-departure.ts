import { officialsOf } from '#application/departure-people.ts';
import type { Deps } from '#application/deps.ts';
import type { Reading } from '#application/ledger.ts';
import { showDeparture } from '#application/show-departure.ts';
import type { Notice, Task } from '#application/task.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { departureMessage } from '#views/departure.ts';
import type { Message } from '#views/elements.ts';
import { oneOfficialMessage } from '#views/notice.ts';

/** What one person has of one step of a case; nothing when it is none of hers. */
export async function drawDeparture(
  deps: Deps,
  record: Reading,
  { departureId, phase, personId }: Extract<Task, { kind: 'departure' }>,
): Promise<Message | null> {
  const shown = await showDeparture(deps, record, departureId, personId);
  return shown === null ? null : departureMessage(shown, phase);
}

/** The only official of a place, if she still is when she reads it. */
export async function drawOneOfficial(
  { providers }: Deps,
  record: Reading,
  reader: PersonId,
  { organization: key, roleId }: Extract<Notice, { about: 'one-official' }>,
): Promise<Message | null> {
  const organization = parseOrganizationKey(key);
  if (organization === null) return null;
  const officials =
    organization.kind === 'provider'
      ? await officialsOf(record, key)
      : await record.officialsAt([{ roleId, organization: key }]);
  if (officials.some(({ personId, environment }) => environment === 'production' && personId !== reader)) return null;
  const found = organization.kind === 'provider' ? await providers.find([organization.ccn]) : null;
  const name = organization.kind === 'provider' ? (found?.get(organization.ccn)?.name ?? null) : null;
  return oneOfficialMessage(organization, name);
}
