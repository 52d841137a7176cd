import type { Writing } from '#application/ledger.ts';
import { mailKey, type Task } from '#application/task.ts';
import type { AddressLists } from '#domain/person.ts';
import { type Chain, keepWords } from './audit.ts';
import { saveAway } from './away.ts';
import { checklistWriting } from './checklists.ts';
import { keepDone } from './clicks.ts';
import type { Db } from './database.ts';
import { departureWriting } from './departures.ts';
import { saveDisciplines } from './disciplines.ts';
import type { Outgoing } from './enqueue.ts';
import { erase } from './erase.ts';
import { endGrant, insertGrant, moveGrant } from './grants.ts';
import { answerOffer, insertOffer, joinPeople, refuseOffer } from './joining.ts';
import { reading } from './ledger-reading.ts';
import { saveReminded } from './log-in-reminders.ts';
import { noteMailRefused } from './mail.ts';
import { handleNotice, noteMailed, tellOperator } from './notices.ts';
import type { OfficialReader } from './officials.ts';
import type { Sending } from './outbox-rows.ts';
import { enterEmail, savePerson } from './people.ts';
import { insertMove } from './provider-moves.ts';
import { closeQuestion, insertQuestion, rateQuestion } from './questions.ts';
import { insertRequest, markSent, moveItem, unmarkSent } from './requests.ts';
import { endReview, finishPlace, insertReview, noteRemoved, saveMark } from './reviews.ts';
import { roleIdOf } from './rows.ts';
import { setReach, workspaceWriting } from './slack-workspaces.ts';
import { insertStated, settleStated } from './stated.ts';
import { insertLine } from './talk.ts';
import { addNumber, confirm, countWrong, keepNumber, spendNumber } from './verification.ts';
import { say } from './waiting.ts';

/**
 * The same, and what a change may write.
 * @param mail with which `outgoing` was opened
 */
export function writing(
  db: Db,
  officials: OfficialReader,
  lists: AddressLists,
  chain: Chain,
  outgoing: Outgoing,
  mail: Sending,
): Writing {
  const readable = reading(db, officials, lists, mail);
  const departures = departureWriting(db);
  /** What looks at the outbox, or changes it, finds what this change asked for before. */
  const afterOutgoing =
    <Given extends unknown[], Found>(work: (...given: Given) => Promise<Found>, kind?: Task['kind']) =>
    async (...given: Given): Promise<Found> => {
      await outgoing.write(kind);
      return work(...given);
    };
  return {
    ...readable,
    cardHolders: afterOutgoing(readable.cardHolders, 'card'),
    openCardsOf: afterOutgoing(readable.openCardsOf, 'card'),
    waitsFor: afterOutgoing(readable.waitsFor, 'card'),
    forgottenRequests: afterOutgoing(readable.forgottenRequests),
    mailsAbout: afterOutgoing(readable.mailsAbout, 'mail'),
    traces: afterOutgoing(readable.traces),
    scattered: afterOutgoing(readable.scattered),
    departures: { ...departures, messages: afterOutgoing(departures.messages, 'departure') },
    checklists: checklistWriting(db),
    workspaces: {
      ...workspaceWriting(db),
      setReach: afterOutgoing((teams, since, now) => {
        officials.forget();
        return setReach(db, teams, since, now);
      }),
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
    joinPeople: afterOutgoing((into, from) => {
      officials.forget();
      return joinPeople(db, into, from);
    }),
    addRequest: (request) => insertRequest(db, request),
    moveItem: (id, from, to) => moveItem(db, id, from, to),
    markSent: (id, now) => markSent(db, id, now),
    unmarkSent: (id) => unmarkSent(db, id),
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
      await insertGrant(db, grant);
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
    erase: afterOutgoing((traces, scattered, now) => {
      officials.forget();
      return erase(db, traces, scattered, now);
    }),
    record: (event, now) => chain.append(event, now),
    enqueue: (task, now) => outgoing.add(task, now, now, true),
    enqueueAt: (task, dueAt, now) => outgoing.add(task, dueAt, now, false),
    enqueueBy: (task, dueAt, now) => outgoing.add(task, dueAt, now, true),
    enqueueOnce: outgoing.addOnce,
    addQuestion: (question) => insertQuestion(db, question),
    rateQuestion: (id, personId, helpful, note) => rateQuestion(db, id, personId, helpful, note),
    closeQuestion: (id, now) => closeQuestion(db, id, now),
    async mailOnce(letter, now) {
      if (mail.sends) await outgoing.addOnce(mailKey(letter), { kind: 'mail', mail: letter }, now);
    },
    addNumber: (id, about, now) => addNumber(db, id, about, now),
    keepNumber: (id, salt, hash, now) => keepNumber(db, id, salt, hash, now),
    countWrong: (id) => countWrong(db, id),
    spendNumber: (id, now) => spendNumber(db, id, now),
    confirmOfficialAccount: (person, address, now) => confirm(db, person, address, now),
    noteMailed: (keys, now) => noteMailed(db, keys, now),
    noteMailRefused: (address, now) => noteMailRefused(db, address, now),
    tellOperator: (notice, now) => tellOperator(db, outgoing, notice, now, mail),
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
