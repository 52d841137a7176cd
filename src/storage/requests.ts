import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { NewRequest, StoredRequest } from '#application/ledger.ts';
import { noAnswers } from '#domain/answers.ts';
import { type ItemState, itemId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { Held } from '#domain/submit.ts';
import { keepWords } from './audit.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { decidedAt, decisionOf, weekOf } from './decisions.ts';
import { onPostgres } from './engine.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { answersOf, environmentOf, itemOf, roleIdOf, stateText } from './rows.ts';

/** Requests and their items, in the database. */

/** One request with its items in order. */
export async function readRequest(db: Db, by: By): Promise<StoredRequest | null> {
  const read = onPostgres(db) ? inOneQuestion : inTwoQuestions;
  const [row, itemRows] = await read(db, by);
  if (!row) return null;
  const items = itemRows.sort((a, b) => a.position - b.position);
  return {
    id: row.id,
    draftId: row.draft_id,
    requesterId: row.requester_id,
    roleId: roleIdOf(row.role_id),
    environment: environmentOf(row.environment),
    submittedAt: row.submitted_at,
    legalName: row.legal_name,
    answers: answersOf(row.answers),
    previousId: row.previous_id,
    items: items.map(itemOf),
  };
}

type By = { id: string } | { draftId: string };

async function inTwoQuestions(db: Db, by: By) {
  const [row] = 'id' in by ? await requestRow(db, by.id) : await draftedRow(db, by.draftId);
  return [row, row === undefined ? [] : await itemRows(db, row.id)] as const;
}

/** A server is asked once: each question is a way there and back, while nobody else may change anything. */
async function inOneQuestion(db: Db, by: By) {
  const [row] = 'id' in by ? await wholeRow(db, by.id) : await wholeDraftedRow(db, by.draftId);
  return [row, row?.items ?? []] as const;
}

/** Joins, and the sorting of a few rows, take SQLite several times as long as what they are for. */
const requestRows = (db: Db) =>
  db
    .selectFrom('request')
    .select(columnsOf('request'))
    .select(({ selectFrom }) => [
      selectFrom('private_text').select('value').whereRef('id', '=', 'request.legal_name_id').as('legal_name'),
      selectFrom('private_text').select('value').whereRef('id', '=', 'request.answers_id').as('answers'),
    ]);

const requestRow = fixed((db, id: string) => requestRows(db).where('request.id', '=', id));

const draftedRow = fixed((db, draftId: string) => requestRows(db).where('request.draft_id', '=', draftId));

const itemsWithWords = (db: Db) =>
  db
    .selectFrom('item')
    .select(columnsOf('item'))
    .select(({ selectFrom }) =>
      selectFrom('private_text').select('value').whereRef('id', '=', 'item.words_id').as('words'),
    );

const itemRows = fixed((db, requestId: string) => itemsWithWords(db).where('request_id', '=', requestId));

const wholeRows = (db: Db) =>
  requestRows(db).select(
    jsonArrayFrom(itemsWithWords(db).where('item.request_id', '=', sql.ref<string>('request.id'))).as('items'),
  );

const wholeRow = fixed((db, id: string) => wholeRows(db).where('request.id', '=', id));

const wholeDraftedRow = fixed((db, draftId: string) => wholeRows(db).where('request.draft_id', '=', draftId));

/** The newest requests of a person. */
export async function readRequestsOf(db: Db, personId: string, most: number): Promise<StoredRequest[]> {
  const ids = await db
    .selectFrom('request')
    .select('id')
    .where('requester_id', '=', personId)
    .orderBy('submitted_at', 'desc')
    .limit(most)
    .execute();
  const requests: StoredRequest[] = [];
  for (const { id } of ids) {
    const request = await readRequest(db, { id });
    if (request) requests.push(request);
  }
  return requests;
}

/** Ids of everybody's requests, newest first; `open`: only where something is undecided or still to be done. */
export async function readOpenIds(db: Db, open: boolean, most: number): Promise<string[]> {
  let query = db.selectFrom('request').select('id').orderBy('submitted_at', 'desc').orderBy('id').limit(most);
  if (open)
    query = query.where('id', 'in', db.selectFrom('item').select('request_id').where('status', 'in', openStatuses));
  return (await query.execute()).map((row) => row.id);
}

const openStatuses = ['pending', 'held', 'outside', 'approved'];

/** Ids of requests with an item that is undecided or still to be done, in their order; everywhere when null. */
export async function readOpen(
  db: Db,
  organizations: readonly OrganizationKey[] | null,
  after: string,
  most: number,
): Promise<string[]> {
  let query = db
    .selectFrom('item')
    .select('request_id')
    .distinct()
    .where('status', 'in', openStatuses)
    .where('request_id', '>', after)
    .orderBy('request_id')
    .limit(most);
  if (organizations !== null) query = query.where('organization', 'in', [...organizations]);
  return (await query.execute()).map((row) => row.request_id);
}

/** What a person has or has asked for. */
export async function readHeld(db: Db, personId: string): Promise<Held[]> {
  const grants = await heldGrants(db, personId);
  const stated = await statedRows(db, personId);
  const items = await openItems(db, personId);
  return [
    ...grants.map((row) => ({
      roleId: roleIdOf(row.role_id),
      organization: row.organization,
      environment: environmentOf(row.environment),
      // What only she says counts like something she asked for: it is not asked twice, and covers nothing.
      as: row.standing === 'unconfirmed' ? ('undecided' as const) : ('active' as const),
    })),
    ...items.map((row) => ({
      roleId: roleIdOf(row.role_id),
      organization: row.organization,
      environment: environmentOf(row.environment),
      as: row.status === 'approved' ? ('approved' as const) : ('undecided' as const),
    })),
    ...stated.map((row) => ({
      roleId: roleIdOf(row.role_id),
      organization: row.organization,
      environment: environmentOf(row.environment),
      as: 'stated' as const,
    })),
  ];
}

const heldGrants = fixed((db, personId: string) =>
  db
    .selectFrom('role_grant')
    .select(columnsOf('role_grant'))
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    // What was lost counts for nothing.
    .where('standing', '!=', 'suspended'),
);

const statedRows = fixed((db, personId: string) =>
  db
    .selectFrom('stated_role')
    .select(columnsOf('stated_role'))
    .where('person_id', '=', personId)
    .where('settled_as', 'is', null),
);

const openItems = fixed((db, personId: string) =>
  db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.organization', 'request.role_id', 'request.environment', 'item.status'])
    .where('request.requester_id', '=', personId)
    .where('item.status', 'in', ['pending', 'held', 'outside', 'approved']),
);

/**
 * Writes a request and its items. The draft id is unique: a second submit of one draft fails here at the latest.
 * @returns the request as it stands now
 */
export async function insertRequest(db: Db, request: NewRequest): Promise<StoredRequest> {
  const { legalName, answers, requesterId } = request;
  const legalNameId = legalName === null ? null : await keepWords(db, legalName, requesterId);
  const asked = JSON.stringify(answers);
  const answersId = asked === JSON.stringify(noAnswers) ? null : await keepWords(db, asked, requesterId);
  await insertOne(db, {
    id: request.id,
    draft_id: request.draftId,
    requester_id: request.requesterId,
    role_id: request.roleId,
    environment: request.environment,
    submitted_at: request.submittedAt,
    legal_name_id: legalNameId,
    answers_id: answersId,
    previous_id: request.previousId,
  });
  const rows = request.items.map(({ organization, place, state }, index) => ({
    id: itemId(request.id, index + 1),
    request_id: request.id,
    position: index + 1,
    organization,
    place_name: place.name,
    place_detail: place.detail,
    status: state.status,
    state: stateText(state),
    words_id: null,
    sent_at: null,
    asked_at: request.submittedAt,
    ...decisionOf(state, request.submittedAt),
  }));
  if (rows.length === 1 && rows[0] !== undefined) await insertItem(db, rows[0]);
  else await db.insertInto('item').values(rows).execute();
  return { ...request, items: rows.map((row) => itemOf({ ...row, words: null })) };
}

const insertOne = fixed((db, row: LedgerTables['request']) => db.insertInto('request').values(row));

/** Most requests are for one place. */
const insertItem = fixed((db, row: LedgerTables['item']) => db.insertInto('item').values(row));

/** The conditional update that makes one winner: it writes only where the item still is as it was judged. */
export async function moveItem(db: Db, id: string, from: ItemState, to: ItemState): Promise<boolean> {
  const words = to.status === 'rejected' && to.words !== null ? await keepWords(db, to.words, to.by) : null;
  const at = decidedAt(to);
  const moved = await moveOne(
    db,
    { id, status: from.status, state: stateText(from) },
    { status: to.status, state: stateText(to), words_id: words, decided_week: at === null ? null : weekOf(at) },
    at,
  );
  if (moved.length === 1) return true;
  if (words !== null) await db.deleteFrom('private_text').where('id', '=', words).execute();
  return false;
}

type Before = { id: string; status: string; state: string };
type After = { status: string; state: string; words_id: string | null; decided_week: number | null };

const moveOne = fixed((db, { id, status, state }: Before, after: After, at: number | null) =>
  db
    .updateTable('item')
    .set((eb) => ({ ...after, took_ms: eb(eb.cast<number>(eb.val(at), 'bigint'), '-', eb.ref('asked_at')) }))
    .where('id', '=', id)
    .where('status', '=', status)
    .where('state', '=', state)
    .returning('id'),
);

/** Remembers the requester's "I sent it in iQIES"; false when she had said so before. */
export async function markSent(db: Db, id: string, now: number): Promise<boolean> {
  const marked = await db
    .updateTable('item')
    .set({ sent_at: now })
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute();
  return marked.length === 1;
}

export async function unmarkSent(db: Db, id: string): Promise<void> {
  await db.updateTable('item').set({ sent_at: null }).where('id', '=', id).execute();
}
