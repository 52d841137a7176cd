import type { Official } from '#domain/approvers.ts';
import { isOpen, type Phase, phaseOf } from '#domain/departure.ts';
import type { PersonId } from '#domain/person.ts';
import { helpDeskPeople, herToday, othersThere } from './departure-people.ts';
import type { Departure } from './departure-record.ts';
import type { Settings } from './deps.ts';
import type { OperatorNotice, Reading, Writing } from './ledger.ts';
import { mailDeparture } from './mail-departure.ts';

/**
 * After a step of a case: everybody concerned gets the message of where it is now, and the earlier ones are shown true, so
 * that their buttons go. Each step has a message of its own, sent once. The one it is about is told of every step.
 * @param settings null where the help desk has nothing to hear
 * @param besides something told that is no state of the case
 */
export async function tellDeparture(
  record: Writing,
  settings: Settings | null,
  departureId: string,
  at: number,
  besides: Phase | null = null,
): Promise<void> {
  const departure = await record.departures.of(departureId);
  if (departure === null) return;
  const now = phaseOf(departure.state, await herToday(record, departure, at), departure.replacedAt !== null);
  const phase = besides ?? now;
  const sent = await record.departures.messages(departureId);
  const readers = await readersOf(record, settings, departure, phase, at);
  for (const personId of readers)
    if (!sent.some((one) => one.personId === personId && one.phase === phase))
      await record.enqueue({ kind: 'departure', departureId, phase, personId }, at);
  if (besides === null) await mailDeparture(record, departure, phase, at);
  for (const earlier of sent) await record.enqueue({ kind: 'departure', departureId, ...earlier }, at);
  const notice = besides === null ? noticeOf(departure, phase) : null;
  if (notice !== null) await record.tellOperator(notice, at);
  if (!isOpen(departure.state)) for (const key of noticeKeys(departureId)) await record.handleNotice(key, at);
}

/** Cases of the same place say who still decides there: they are shown true after a step of another one. */
export async function showDeparturesAt(record: Writing, organizations: readonly string[], at: number): Promise<void> {
  for (const { id } of await record.departures.at(organizations, 'live'))
    for (const message of await record.departures.messages(id))
      await record.enqueue({ kind: 'departure', departureId: id, ...message }, at);
}

async function readersOf(
  record: Reading,
  settings: Settings | null,
  departure: Departure,
  phase: Phase,
  at: number,
): Promise<Set<PersonId>> {
  const readers = new Set<PersonId>();
  const { officialId } = departure;
  const sayings = await record.departures.sayings(departure.id);
  const reporters = sayings.filter(({ says }) => says !== 'gone').map(({ personId }) => personId);
  const kind = phase.split(':')[0];
  const toOfficial = kind !== 'replaced';
  const toReporters = kind !== 'week' && kind !== 'day';
  const toColleagues = !['week', 'day', 'word', 'ticket', 'past', 'replaced'].includes(kind ?? '');
  const toDesk = ['silent', 'left', 'past', 'ticket'].includes(kind ?? '');
  if (toOfficial && officialId !== null) readers.add(officialId);
  if (toReporters) for (const personId of reporters) readers.add(personId);
  if (toColleagues)
    for (const { personId } of (await othersThere(record, departure, at)).standing.filter(inChat))
      if (personId !== null) readers.add(personId);
  if (toDesk && settings !== null) for (const personId of await helpDeskPeople(record, settings)) readers.add(personId);
  return readers;
}

const inChat = ({ reach }: Official): boolean => reach === 'in-chat';

/** What the operator is told of a step; null when nothing. */
function noticeOf({ id, grantId, officialId }: Departure, phase: Phase): OperatorNotice | null {
  const about = {
    asked: 'official-reported',
    silent: 'official-gone',
    left: 'official-gone',
    past: 'official-gone',
  } as const;
  const kind = phase.split(':')[0] ?? '';
  const notice = kind in about ? about[kind as keyof typeof about] : kind === 'leaving' ? 'official-leaving' : null;
  if (notice === null) return null;
  const person = officialId === null ? {} : { personId: officialId };
  const day = phase.split(':')[1];
  const detail = `${day === undefined ? '' : `${day}, `}departures show ${id}`;
  return { key: `${notice}:${id}${day === undefined ? '' : `:${phase}`}`, about: notice, grantId, detail, ...person };
}

const noticeKeys = (id: string) => [`official-reported:${id}`, `official-gone:${id}`];
