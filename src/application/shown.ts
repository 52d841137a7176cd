import { roleById } from '#content/catalogue.ts';
import type { ItemId } from '#domain/item.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownItem, ShownLine, ShownPerson, ShownRequest, ShownTalk } from '#domain/shown.ts';
import type { Reading, StoredItem, StoredRequest } from './ledger.ts';
import { namedOfficials, routeNow, shownOfficial, shownPerson } from './officials.ts';
import { overSince } from './over-role.ts';
import { unconfirmedGrant } from './start-role.ts';

/** Draws a request from the record: names in place of ids, and who is asked now. */
export async function showRequest(record: Reading, request: StoredRequest): Promise<ShownRequest> {
  const names = nameCache(record);
  const items: ShownItem[] = [];
  for (const item of request.items) items.push(await showItem(record, request, item, names));
  return {
    id: request.id,
    requester: await names(request.requesterId),
    role: roleById(request.roleId),
    environment: request.environment,
    submittedAt: request.submittedAt,
    legalName: request.legalName,
    answers: request.answers,
    followsAt: await followsAt(record, request),
    items,
    talk: await showTalk(record, request, names),
  };
}

async function followsAt(record: Reading, { previousId }: StoredRequest): Promise<number | null> {
  return previousId === null ? null : ((await record.request(previousId))?.submittedAt ?? null);
}

/** So many lines a dialog shows; the record keeps all. */
const linesShown = 50;

async function showTalk(record: Reading, { id }: StoredRequest, names: Names): Promise<ShownTalk> {
  const { lines, all } = await record.talkOf(id, linesShown);
  const shown: ShownLine[] = [];
  for (const { position, authorId, at, words } of lines)
    shown.push({ position, author: await names(authorId), at, words });
  return { lines: shown, earlier: all - shown.length };
}

type Names = (personId: PersonId) => Promise<ShownPerson>;

function nameCache(record: Reading): Names {
  const known = new Map<PersonId, ShownPerson>();
  return async (personId) => {
    const person = known.get(personId) ?? (await shownPerson(record, personId));
    known.set(personId, person);
    return person;
  };
}

async function showItem(record: Reading, request: StoredRequest, item: StoredItem, names: Names): Promise<ShownItem> {
  const { route } = await routeNow(
    record,
    roleById(request.roleId),
    item.organization,
    request.environment,
    request.requesterId,
  );
  const officials: ShownPerson[] = [];
  for (const official of namedOfficials(route)) officials.push(await shownOfficial(record, official));
  const { state } = item;
  const decided = state.status === 'approved' || state.status === 'active' || state.status === 'rejected';
  return {
    id: item.id,
    organization: item.organization,
    placeName: item.place.name,
    placeDetail: item.place.detail,
    state,
    sentAt: item.sentAt,
    officials,
    movedTo: state.status === 'held' ? await movedTo(record, item) : null,
    unconfirmed: (await unconfirmedGrant(record, request, item)) !== null,
    decidedBy: decided ? await names(state.by) : null,
    doneBy: state.status === 'active' ? await names(state.doneBy) : null,
    over: await overSince(record, request, item),
  };
}

/** The number that a facility has in place of the one that was asked for; null where it kept it. */
async function movedTo(
  record: Reading,
  { organization }: StoredItem,
): Promise<NonNullable<ShownItem['movedTo']> | null> {
  const [move] = await record.movesOf([organizationKey(organization)]);
  const became = move === undefined ? null : parseOrganizationKey(move.became);
  return move === undefined || became === null ? null : { organization: became, on: move.on };
}

/** The items of a request that a person is an official for at this moment. */
export function hersOf(request: ShownRequest, personId: PersonId): ItemId[] {
  return request.items
    .filter((item) => item.officials.some((official) => official.personId === personId))
    .map((item) => item.id);
}
