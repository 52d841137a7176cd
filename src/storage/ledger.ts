import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';
import { type Ledger, LedgerUnavailable, type Reading, type StoredRequest, type Writing } from '#application/ledger.ts';
import { type MailUse, noMail } from '#application/mail-use.ts';
import { mailKey } from '#application/task.ts';
import { noWatch, type Watch } from '#application/watch.ts';
import { roles } from '#content/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import { type AddressLists, isListed } from '#domain/person.ts';
import { type Chain, keepWords, openChain, readWords } from './audit.ts';
import { saveAway } from './away.ts';
import { isLost, isOutOfReach, withRetry } from './busy.ts';
import { checklistReading, checklistWriting } from './checklists.ts';
import { keepDone, wasDone } from './clicks.ts';
import { type Db, onDisk } from './database.ts';
import { readDecisionTimes } from './decision-times.ts';
import { departureReading, departureWriting } from './departures.ts';
import { readDisciplines, saveDisciplines } from './disciplines.ts';
import { enterAlone, onPostgres } from './engine.ts';
import { erase, findScattered, readTraces } from './erase.ts';
import { fixed, goStraightInside } from './fixed.ts';
import { endGrant, moveGrant, readOver, readRemovedFrom } from './grants.ts';
import { answerOffer, insertOffer, joinPeople, knownSince, readOffer, refuseOffer } from './joining.ts';
import { readReminded, saveReminded } from './log-in-reminders.ts';
import { isReachedInChat, mailRefused, mailsAbout, noteMailRefused } from './mail.ts';
import { handleNotice, noteMailed, readNotice, readNotices, readNoticesToMail, tellOperator } from './notices.ts';
import { type OfficialReader, officialReader } from './officials.ts';
import { enqueue, enqueueAt, enqueueBy, enqueueOnce, type Sending } from './outbox.ts';
import {
  enterEmail,
  readContractors,
  readGrant,
  readGrants,
  readPersonAt,
  readUnconfirmed,
  savePerson,
} from './people.ts';
import { insertMove, readMoves } from './provider-moves.ts';
import { closeQuestion, insertQuestion, rateQuestion, readOpenQuestions, readQuestion } from './questions.ts';
import { readRequestIds } from './request-ids.ts';
import {
  insertRequest,
  markSent,
  moveItem,
  readHeld,
  readOpen,
  readOpenIds,
  readRequest,
  readRequestsOf,
} from './requests.ts';
import {
  endReview,
  finishPlace,
  insertReview,
  noteRemoved,
  readReview,
  readReviewMarks,
  readReviewPlaces,
  readReviewRows,
  saveMark,
} from './reviews.ts';
import { readHolders } from './role-holders.ts';
import { roleIdOf } from './rows.ts';
import { setReach, workspaceWriting } from './slack-workspaces.ts';
import { insertStated, readStated, readStatement, settleStated } from './stated.ts';
import { countLines, hasLine, insertLine, readLine, readTalk } from './talk.ts';
import { inTurn } from './turns.ts';
import {
  addNumber,
  confirm,
  countWrong,
  isConfirmed,
  keepNumber,
  lastNumber,
  numbersSince,
  readNumber,
  spendNumber,
} from './verification.ts';
import { readForgotten, readSaidAt, readWaiting, say } from './waiting.ts';

const officialRoles = roles.filter((role) => role.official).map(({ id }) => id);

const cardRows = fixed((db, requestId: string) =>
  db
    .selectFrom('outbox')
    .select(['person_id', 'created_at', 'seq'])
    .where('request_id', '=', requestId)
    .where('kind', '=', 'card'),
);

const watchdogMs = 2_000;
/**
 * The longest that a change waits for those of the same server before it: with the change itself not more than Slack waits
 * for an answer, so that whoever pressed is told, and those who pressed later get their turn in time.
 */
const turnWithinMs = 2_000;

export interface LedgerOptions {
  /** Called after each commit. */
  onChange?: (() => void) | undefined;
  mail?: MailUse;
  watch?: Watch;
  /** How long a change tries when others are in its way; absent: as long as somebody who pressed a button can wait. */
  patienceMs?: number | undefined;
}

/**
 * The record on a database. A change is one transaction, the only one of its time, with a watchdog: one that waits for
 * something that is no query would stop the whole bot, so it is rolled back after 2 seconds. A change that others were
 * in the way of is done again from its beginning.
 */
export function openLedger(
  db: Db,
  lists: AddressLists,
  { onChange = () => {}, mail: mailUse = noMail, watch = noWatch, patienceMs }: LedgerOptions = {},
): Ledger {
  const mail: Sending = { ...mailUse, carry: watch.carry };
  const inside = new AsyncLocalStorage<true>();
  // The changes of one server wait here, not each with a connection of its own; SQLite has but one anyway.
  const turn = onPostgres(db)
    ? inTurn(turnWithinMs, () => new LedgerUnavailable('too many changes are waiting'))
    : <T>(work: () => Promise<T>) => work();
  return {
    async read(work) {
      if (inside.getStore()) throw new Error('the ledger was read with an outer handle inside a change');
      return watch.step({ layer: 'record', kind: 'read', on: null }, () =>
        withRetry(() => work(reading(db, officialReader(db, lists, mail), lists, mail))),
      );
    },
    async change<T>(work: (record: Writing) => Promise<T>): Promise<T> {
      if (inside.getStore()) throw new Error('a change was started inside a change');
      let committing = false;
      const transact = async (tx: Db): Promise<T> => {
        committing = false;
        await enterAlone(tx);
        const open = endable(tx, db);
        const chain = openChain(open.tx);
        const whole = async () => {
          const done = await work(writing(open.tx, officialReader(open.tx, lists, mail), lists, chain, mail));
          await chain.write();
          return done;
        };
        // Whatever still asks afterwards, in whichever way it ended, asks no more.
        const result = await inside.run(true, () => watched(whole(), open.end)).finally(open.end);
        committing = true;
        return result;
      };
      const once = () => turn(() => db.transaction().execute(transact));
      // A connection that broke during the commit leaves open whether it was done: people look, and press again.
      const result = await watch.step({ layer: 'record', kind: 'change', on: null }, () =>
        withRetry(once, patienceMs, (fault) => !(committing && isLost(fault)))
          .then(async (done) => {
            await onDisk(db);
            return done;
          })
          .catch(asUnavailable),
      );
      onChange();
      return result;
    },
  };
}

/** A transaction whose handle can be made useless: what its work still asks for later never reaches the database. */
function endable(tx: Db, db: Db): { tx: Db; end(): void } {
  let ended = false;
  const check = () => {
    if (ended) throw new LedgerUnavailable('the change was ended');
  };
  const guard: KyselyPlugin = {
    transformQuery({ node }) {
      check();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const guarded = tx.withPlugin(guard);
  goStraightInside(guarded, db, check);
  return {
    tx: guarded,
    end() {
      ended = true;
    },
  };
}

async function watched<T>(work: Promise<T>, end: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      end();
      reject(new LedgerUnavailable('a change took longer than 2 seconds'));
    }, watchdogMs);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** A fault of ours passes through; what the database can't do just now is said in the ledger's own word. */
function asUnavailable(fault: unknown): never {
  if (fault instanceof LedgerUnavailable || !isOutOfReach(fault)) throw fault;
  throw new LedgerUnavailable(fault instanceof Error ? fault.message : String(fault), { cause: fault });
}

function reading(db: Db, officials: OfficialReader, lists: AddressLists, mail: MailUse): Reading {
  const expecting = (request: StoredRequest | null): StoredRequest | null => {
    officials.expect((request?.items ?? []).map((item) => organizationKey(item.organization)));
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

function writing(db: Db, officials: OfficialReader, lists: AddressLists, chain: Chain, given: Sending): Writing {
  const mail: Sending = { ...given, accounts: officials.accounts };
  return {
    ...reading(db, officials, lists, mail),
    departures: departureWriting(db),
    checklists: checklistWriting(db),
    workspaces: {
      ...workspaceWriting(db),
      async setReach(teams, since, now) {
        officials.forget();
        return setReach(db, teams, since, now);
      },
    },
    noteMove: (move, now) => insertMove(db, move, now),
    savePerson(identity, account, timeZone, now) {
      officials.forget();
      return savePerson(db, identity, account, timeZone, now);
    },
    async enterEmail(identity, email) {
      officials.forget();
      return enterEmail(db, identity, email);
    },
    offerJoin: (pair, now) => insertOffer(db, pair, now),
    answerOffer: (pair, platform, now) => answerOffer(db, pair, platform, now),
    refuseOffer: (pair, now) => refuseOffer(db, pair, now),
    async joinPeople(into, from) {
      officials.forget();
      await joinPeople(db, into, from);
    },
    addRequest: (request) => insertRequest(db, request),
    moveItem: (id, from, to) => moveItem(db, id, from, to),
    markSent: (id, now) => markSent(db, id, now),
    async saveAway(personId, away) {
      officials.forget();
      await saveAway(db, personId, away);
    },
    say: (key, now) => say(db, key, now),
    keepClick: (id, now) => keepDone(db, id, now),
    stateRole: (statement) => insertStated(db, statement),
    settleStatement: (id, as, by, now) => settleStated(db, id, as, by, now),
    chooseDisciplines: (personId, role, chosen, now) => saveDisciplines(db, personId, role, chosen, now),
    keepText: (text, personId) => keepWords(db, text, personId),
    addLine: (lineId, line) => insertLine(db, lineId, line),
    async startGrant(grant) {
      officials.forget();
      const { grantId, personId, roleId, organization, environment, basis, email, name, startedAt, standing } = grant;
      const row = {
        id: grantId,
        person_id: personId,
        role_id: roleId,
        organization,
        environment,
        basis,
        standing,
        email: email?.toLowerCase() ?? null,
        name,
      };
      await db
        .insertInto('role_grant')
        .values({
          ...row,
          not_in_chat_at: null,
          mail_refused_at: null,
          started_at: startedAt,
          ended_at: null,
          suspended_at: null,
          ended_by: null,
          end_text_id: null,
        })
        .execute();
    },
    startReview: (reviewId, organizations, now) => insertReview(db, reviewId, organizations, now),
    endReview: (reviewId, now) => endReview(db, reviewId, now),
    finishPlace: (reviewId, place, by, kept, now) => finishPlace(db, reviewId, place, by, kept, now),
    markRole: (reviewId, ref, mark, now) => saveMark(db, reviewId, ref, mark, now),
    markRemoved: (reviewId, ref, now) => noteRemoved(db, reviewId, ref, now),
    remindFrom: (personId, since) => saveReminded(db, personId, since),
    async moveGrant(grantId, from, to, now) {
      officials.forget();
      return moveGrant(db, grantId, from, to, now);
    },
    async endGrant(grantId, now, end) {
      officials.forget();
      return endGrant(db, grantId, now, end);
    },
    async bindGrant(grantId, personId) {
      officials.forget();
      const bound = await db
        .updateTable('role_grant')
        .set({ person_id: personId, not_in_chat_at: null })
        .where('id', '=', grantId)
        .where('person_id', 'is', null)
        .returning('id')
        .execute();
      return bound.length === 1;
    },
    async noteNotInChat(grantId, now) {
      officials.forget();
      await db
        .updateTable('role_grant')
        .set({ not_in_chat_at: now })
        .where('id', '=', grantId)
        .where('person_id', 'is', null)
        .execute();
    },
    async erase(traces, scattered, now) {
      officials.forget();
      return erase(db, traces, scattered, now);
    },
    record: (event, now) => chain.append(event, now),
    enqueue: (task, now) => enqueue(db, task, now, mail),
    enqueueAt: (task, dueAt, now) => enqueueAt(db, task, dueAt, now, mail),
    enqueueBy: (task, dueAt, now) => enqueueBy(db, task, dueAt, now, mail),
    enqueueOnce: (key, task, now) => enqueueOnce(db, key, task, now, mail),
    addQuestion: (question) => insertQuestion(db, question),
    rateQuestion: (id, personId, helpful, note) => rateQuestion(db, id, personId, helpful, note),
    closeQuestion: (id, now) => closeQuestion(db, id, now),
    async mailOnce(letter, now) {
      if (mail.sends) await enqueueOnce(db, mailKey(letter), { kind: 'mail', mail: letter }, now);
    },
    addNumber: (id, about, now) => addNumber(db, id, about, now),
    keepNumber: (id, salt, hash, now) => keepNumber(db, id, salt, hash, now),
    countWrong: (id) => countWrong(db, id),
    spendNumber: (id, now) => spendNumber(db, id, now),
    confirmOfficialAccount: (person, address, now) => confirm(db, person, address, now),
    noteMailed: (keys, now) => noteMailed(db, keys, now),
    noteMailRefused: (address, now) => noteMailRefused(db, address, now),
    tellOperator: (notice, now) => tellOperator(db, notice, now, mail),
    handleNotice: (key, now) => handleNotice(db, key, now),
    async waitFor(organization, personId, roleId, now) {
      const row = { organization, person_id: personId, role_id: roleId, since: now };
      await db
        .insertInto('waiting_place')
        .values(row)
        .onConflict((conflict) => conflict.columns(['organization', 'person_id', 'role_id']).doNothing())
        .execute();
    },
    async takeWaiting(organization) {
      const rows = await db
        .deleteFrom('waiting_place')
        .where('organization', '=', organization)
        .returning(['person_id', 'role_id'])
        .execute();
      return rows.map((row) => ({ personId: row.person_id, roleId: roleIdOf(row.role_id) }));
    },
  };
}
