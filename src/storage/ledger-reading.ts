import type { Reading, StoredRequest } from '#application/ledger.ts';
import type { MailUse } from '#application/mail-use.ts';
import { roles } from '#content/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import { type AddressLists, isListed } from '#domain/person.ts';
import { readWords } from './audit.ts';
import { checklistReading } from './checklists.ts';
import { wasDone } from './clicks.ts';
import type { Db } from './database.ts';
import { readDecisionTimes } from './decision-times.ts';
import { departureReading } from './departures.ts';
import { readDisciplines } from './disciplines.ts';
import { findScattered, readTraces } from './erase.ts';
import { fixed } from './fixed.ts';
import { readOver, readRemovedFrom } from './grants.ts';
import { knownSince, readOffer } from './joining.ts';
import { readReminded } from './log-in-reminders.ts';
import { isReachedInChat, mailRefused, mailsAbout } from './mail.ts';
import { readNotice, readNotices, readNoticesToMail } from './notices.ts';
import type { OfficialReader } from './officials.ts';
import { readContractors, readGrant, readGrants, readPersonAt, readUnconfirmed } from './people.ts';
import { readMoves } from './provider-moves.ts';
import { readOpenQuestions, readQuestion } from './questions.ts';
import { readRequestIds } from './request-ids.ts';
import { readHeld, readOpen, readOpenIds, readRequest, readRequestsOf } from './requests.ts';
import { readReview, readReviewMarks, readReviewPlaces, readReviewRows } from './reviews.ts';
import { readHolders } from './role-holders.ts';
import { readStated, readStatement } from './stated.ts';
import { countLines, hasLine, readLine, readTalk } from './talk.ts';
import { isConfirmed, lastNumber, numbersSince, readNumber } from './verification.ts';
import { readForgotten, readSaidAt, readWaiting } from './waiting.ts';

const officialRoles = roles.filter((role) => role.official).map(({ id }) => id);

/** What can be read of the record, on a handle of the database: that of a change, or any other. */
export function reading(db: Db, officials: OfficialReader, lists: AddressLists, mail: MailUse): Reading {
  const expecting = (request: StoredRequest | null): StoredRequest | null => {
    officials.expect((request?.items ?? []).map((item) => organizationKey(item.organization)));
    if (request !== null) officials.expectPeople([request.requesterId]);
    return request;
  };
  return {
    person: officials.person,
    accountsOf: officials.accounts,
    twinsOf: officials.twins,
    joinOffer: (pair) => readOffer(db, pair),
    knownSince: (personId) => knownSince(db, personId),
    personAt: (identity) => readPersonAt(db, identity),
    async peopleWith(email) {
      const rows = await db
        .selectFrom('account')
        .select('person_id')
        .where('email', '=', email.trim().toLowerCase())
        .execute();
      return [...new Set(rows.map((row) => row.person_id))];
    },
    request: async (id) => expecting(await readRequest(db, { id })),
    requestOfDraft: async (draftId) => expecting(await readRequest(db, { draftId })),
    requestsOf: (personId, most) => readRequestsOf(db, personId, most),
    requestIds: (open, most) => readOpenIds(db, open, most),
    openRequestsAt: (organizations, after, most) => readOpen(db, organizations, after, most),
    officialsAt: officials.officialsAt,
    grant: (grantId) => readGrant(db, grantId),
    async grantsOf(personId) {
      const grants = await readGrants(db, { personId });
      officials.expect(grants.map(({ organization }) => organization));
      return grants;
    },
    importedGrants: () => readGrants(db, { imported: true }),
    overRoles: (personId, roleId, environment) => readOver(db, personId, roleId, environment),
    review: (reviewId) => readReview(db, reviewId),
    reviewPlaces: (reviewId, which) => readReviewPlaces(db, reviewId, which),
    reviewRows: (places, from, most) => readReviewRows(db, places, from, most),
    reviewMarks: (reviewId, places) => readReviewMarks(db, reviewId, places),
    remindedSince: (personId) => readReminded(db, personId),
    removedFrom: (email) => readRemovedFrom(db, email),
    unboundGrants: (email) => readGrants(db, { email, imported: true, bound: false }),
    boundGrants: (email) => readGrants(db, { email, imported: true, bound: true }),
    async unboundGrantIds(most) {
      const rows = await db
        .selectFrom('role_grant')
        .select('id')
        .where('person_id', 'is', null)
        .where('ended_at', 'is', null)
        .where('role_id', 'in', officialRoles)
        .limit(most)
        .execute();
      return rows.map((row) => row.id);
    },
    isListed: (email) => isListed(email, lists.domains),
    unconfirmedGrants: (most) => readUnconfirmed(db, most),
    contractors: (line) => readContractors(db, line),
    traces: (named) => readTraces(db, named),
    scattered: (traces, kept) => findScattered(db, traces, kept),
    text: (textId) => readWords(db, textId),
    statedRoles: (of) => readStated(db, of),
    decisionTimes: (organization, most) => readDecisionTimes(db, organization, most),
    statement: (statementId) => readStatement(db, statementId),
    roleHolders: (places, from, most) => readHolders(db, places, from, most),
    requestIdsOf: (personId) => readRequestIds(db, personId),
    disciplinesOf: (personId) => readDisciplines(db, personId),
    heldBy: (personId) => readHeld(db, personId),
    async cardHolders(requestId) {
      const rows = await cardRows(db, requestId);
      rows.sort((a, b) => a.created_at - b.created_at || a.seq - b.seq);
      return [...new Set(rows.flatMap((row) => (row.person_id === null ? [] : [row.person_id])))];
    },
    async openCardsOf(personId, most) {
      const rows = await db
        .selectFrom('outbox')
        .innerJoin('item', 'item.request_id', 'outbox.request_id')
        .select((eb) => ['item.request_id', eb.fn.min('outbox.created_at').as('since')])
        .groupBy('item.request_id')
        .where('outbox.person_id', '=', personId)
        .where('outbox.kind', '=', 'card')
        .where('item.status', 'in', ['pending', 'approved'])
        .orderBy('since')
        .limit(most)
        .execute();
      return rows.map((row) => row.request_id);
    },
    async waitsFor(personId, most) {
      const waiting = await readWaiting(db, personId, most);
      officials.expect(waiting.map(({ organization }) => organizationKey(organization)));
      return waiting;
    },
    away: officials.away,
    saidAt: (key) => readSaidAt(db, key),
    forgottenRequests: (most) => readForgotten(db, most),
    talkOf: (requestId, most) => readTalk(db, requestId, most),
    talkLine: (requestId, position) => readLine(db, requestId, position),
    hasLine: (lineId) => hasLine(db, lineId),
    linesSince: (requestId, authorId, since) => countLines(db, requestId, authorId, since),
    notices: (most) => readNotices(db, most),
    notice: (key) => readNotice(db, key),
    noticesToMail: (most) => readNoticesToMail(db, most),
    clickDone: (id) => wasDone(db, id),
    question: (id) => readQuestion(db, id),
    openQuestions: (most) => readOpenQuestions(db, most),
    mailUse: mail,
    mailRefused: (address, now) => mailRefused(db, address, now),
    isConfirmed: (person, address) => isConfirmed(db, person, address),
    lastNumber: (about) => lastNumber(db, about),
    numbersSince: (address, since) => numbersSince(db, address, since),
    number: (id) => readNumber(db, id),
    isReachedInChat: (personId) => isReachedInChat(db, personId),
    mailsAbout: (requestId) => mailsAbout(db, requestId),
    departures: departureReading(db),
    checklists: checklistReading(db),
    movesOf: (organizations) => readMoves(db, organizations),
  };
}

const cardRows = fixed((db, requestId: string) =>
  db
    .selectFrom('outbox')
    .select(['person_id', 'created_at', 'seq'])
    .where('request_id', '=', requestId)
    .where('kind', '=', 'card'),
);
