import { isOpen, phaseOf } from '#domain/departure.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownPerson } from '#domain/shown.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import { herToday, isHelpDesk, officialsOf, othersThere, sameHuman } from './departure-people.ts';
import type { Departure, Saying } from './departure-record.ts';
import type { Deps } from './deps.ts';
import type { Reading } from './ledger.ts';
import { shownOfficial, shownPerson } from './officials.ts';

/**
 * A case for one reader, as it is now. @param readerId null: the operator
 * @returns null when there is no such case, or it is none of the reader's
 */
export async function showDeparture(
  { settings, providers, now }: Pick<Deps, 'settings' | 'providers' | 'now'>,
  record: Reading,
  departureId: string,
  readerId: PersonId | null,
): Promise<ShownDeparture | null> {
  const departure = await record.departures.of(departureId);
  const organization = departure === null ? null : parseOrganizationKey(departure.organization);
  if (departure === null || organization === null) return null;
  const sayings = await record.departures.sayings(departureId);
  const { standing, gone } = await othersThere(record, departure, now());
  const desk = readerId !== null && (await record.accountsOf(readerId)).some((one) => isHelpDesk(one, settings));
  const reader = await readerOf(
    record,
    departure,
    sayings,
    readerId,
    standing.map(({ personId }) => personId),
  );
  if (reader === null && !desk && readerId !== null) return null;
  const names = (ids: readonly PersonId[]) => all(ids, (id) => shownPerson(record, id));
  const saying = (...says: Saying['says'][]) =>
    names([...new Set(sayings.filter((one) => says.includes(one.says)).map(({ personId }) => personId))]);
  const { state, replacedAt } = departure;
  const officials = departure.replacedAt === null ? [] : await officialsOf(record, departure.organization);
  const found = organization.kind === 'provider' ? await providers.find([organization.ccn]) : null;
  return {
    id: departure.id,
    organization,
    placeName: organization.kind === 'provider' ? (found?.get(organization.ccn)?.name ?? null) : null,
    official: await officialOf(record, departure),
    state,
    phase: phaseOf(state, await herToday(record, departure, now()), replacedAt !== null),
    byHerself: !sayings.some(({ says }) => says === 'reported' || says === 'follows'),
    others: await all(standing, (one) => shownOfficial(record, one)),
    gone: await all(gone, (one) => officialOf(record, one)),
    confirmedBy: await saying('gone'),
    takers: await saying('takes-over'),
    successors: await all(officials, (one) => shownOfficial(record, one)),
    ticket: departure.ticketId === null ? null : await record.text(departure.ticketId),
    removedBy: state.is === 'removed' ? await shownPerson(record, state.by) : null,
    reader: reader ?? 'desk',
    mayRemove: desk && isOpen(state) && (reader === null || reader === 'colleague'),
  };
}

/** The official of a case with the name people know her by. */
async function officialOf(record: Reading, { grantId, officialId }: Departure): Promise<ShownPerson> {
  if (officialId !== null) return shownPerson(record, officialId);
  const grant = await record.grant(grantId);
  const name = grant?.name ?? grant?.email ?? 'the security official';
  return { personId: null, name, email: grant?.email ?? null, emailConfirmed: false, platform: null };
}

async function readerOf(
  record: Reading,
  { officialId }: Departure,
  sayings: readonly Saying[],
  readerId: PersonId | null,
  standing: readonly (PersonId | null)[],
): Promise<ShownDeparture['reader'] | null> {
  if (readerId === null) return null;
  if (await sameHuman(record, readerId, officialId)) return 'official';
  if (sayings.some(({ personId, says }) => personId === readerId && says !== 'gone')) return 'reporter';
  if (standing.includes(readerId) || sayings.some(({ personId }) => personId === readerId)) return 'colleague';
  return null;
}

async function all<From, To>(from: readonly From[], to: (one: From) => Promise<To>): Promise<To[]> {
  const found: To[] = [];
  for (const one of from) found.push(await to(one));
  return found;
}
