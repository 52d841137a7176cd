import { teamsPageKey } from '#application/task.ts';
import type { JoinOffer, Pair } from '#domain/joining.ts';
import type { PersonId, Platform } from '#domain/person.ts';
import { moveAway } from './away.ts';
import { moveChecklist } from './checklists.ts';
import type { Db } from './database.ts';
import { moveSayings } from './departures.ts';
import { moveReminder } from './log-in-reminders.ts';

/** Two identities of one person, in the database. */

/** What was said about a pair; null when it was never asked. */
export async function readOffer(db: Db, pair: Pair): Promise<JoinOffer | null> {
  const row = await db
    .selectFrom('join_offer')
    .selectAll()
    .where('slack_person_id', '=', pair.slack)
    .where('teams_person_id', '=', pair.teams)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { ...pair, slackYesAt: row.slack_yes_at, teamsYesAt: row.teams_yes_at, refusedAt: row.refused_at };
}

/** Asks a pair once; false when they were asked before. */
export async function insertOffer(db: Db, { slack, teams }: Pair, now: number): Promise<boolean> {
  const row = { slack_person_id: slack, teams_person_id: teams, offered_at: now };
  const added = await db
    .insertInto('join_offer')
    .values({ ...row, slack_yes_at: null, teams_yes_at: null, refused_at: null })
    .onConflict((conflict) => conflict.columns(['slack_person_id', 'teams_person_id']).doNothing())
    .returning('offered_at')
    .execute();
  return added.length === 1;
}

/** Keeps the yes of one side. */
export async function answerOffer(db: Db, { slack, teams }: Pair, platform: Platform, now: number): Promise<void> {
  await db
    .updateTable('join_offer')
    .set(platform === 'slack' ? { slack_yes_at: now } : { teams_yes_at: now })
    .where('slack_person_id', '=', slack)
    .where('teams_person_id', '=', teams)
    .execute();
}

/** Ends an offer; false when it was ended before. */
export async function refuseOffer(db: Db, { slack, teams }: Pair, now: number): Promise<boolean> {
  const refused = await db
    .updateTable('join_offer')
    .set({ refused_at: now })
    .where('slack_person_id', '=', slack)
    .where('teams_person_id', '=', teams)
    .where('refused_at', 'is', null)
    .returning('offered_at')
    .execute();
  return refused.length === 1;
}

/** When somebody was seen first. */
export async function knownSince(db: Db, personId: PersonId): Promise<number> {
  const row = await db.selectFrom('person').select('created_at').where('id', '=', personId).executeTakeFirstOrThrow();
  return row.created_at;
}

/** All that is kept of one person becomes the other's. Events keep the old id, which leads to her from now on. */
export async function joinPeople(db: Db, into: PersonId, from: PersonId): Promise<void> {
  // First, while the requests and grants still say which items can name her.
  await moveDecisions(db, into, from);
  await db.updateTable('person').set({ joined_into: into }).where('id', '=', from).execute();
  await db.updateTable('person').set({ joined_into: into }).where('joined_into', '=', from).execute();
  for (const table of ['account', 'role_grant', 'private_text', 'stated_role', 'operator_notice'] as const)
    await db.updateTable(table).set({ person_id: into }).where('person_id', '=', from).execute();
  await db.updateTable('role_grant').set({ ended_by: into }).where('ended_by', '=', from).execute();
  await db.updateTable('stated_role').set({ settled_by: into }).where('settled_by', '=', from).execute();
  await db.updateTable('request').set({ requester_id: into }).where('requester_id', '=', from).execute();
  await db.updateTable('talk_line').set({ author_id: into }).where('author_id', '=', from).execute();
  await db.updateTable('talk_line').set({ to_id: into }).where('to_id', '=', from).execute();
  await moveWaiting(db, into, from);
  await moveAway(db, into, from);
  await moveDisciplines(db, into, from);
  await db.updateTable('review_place').set({ finished_by: into }).where('finished_by', '=', from).execute();
  await db.updateTable('review_mark').set({ marked_by: into }).where('marked_by', '=', from).execute();
  await moveReminder(db, into, from);
  await moveChecklist(db, into, from);
  await moveSayings(db, into, from);
  await moveTasks(db, into, from);
  await movePage(db, into, from);
}

/** My Profile in Teams, where one of the two had it before her. */
async function movePage(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const key = teamsPageKey(into);
  await db
    .updateTable('sent_message')
    .set({ key })
    .where('key', '=', teamsPageKey(from))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('sent_message as hers').select('hers.key').where('hers.key', '=', key))),
    )
    .execute();
}

/** Who decided stands in the state of an item: those of her requests, and of the places where she is or was an official. */
async function moveDecisions(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const seats = await db
    .selectFrom('role_grant')
    .select('organization')
    .distinct()
    .where('person_id', '=', from)
    .execute();
  const places = seats.map(({ organization }) => organization);
  let query = db
    .selectFrom('item')
    .innerJoin('request', 'request.id', 'item.request_id')
    .select(['item.id', 'item.state'])
    .where('item.status', 'in', ['approved', 'active', 'rejected']);
  // CMS decides at places that are not its own.
  if (!places.includes('cms'))
    query = query.where((eb) =>
      eb.or([
        eb('request.requester_id', '=', from),
        ...(places.length === 0 ? [] : [eb('item.organization', 'in', places)]),
      ]),
    );
  for (const { id, state } of await query.execute()) {
    const moved = state.replaceAll(JSON.stringify(from), JSON.stringify(into));
    if (moved !== state) await db.updateTable('item').set({ state: moved }).where('id', '=', id).execute();
  }
}

async function moveWaiting(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const rows = await db.deleteFrom('waiting_place').where('person_id', '=', from).returningAll().execute();
  for (const row of rows)
    await db
      .insertInto('waiting_place')
      .values({ ...row, person_id: into })
      .onConflict((conflict) => conflict.columns(['organization', 'person_id', 'role_id']).doNothing())
      .execute();
}

/** Where both chose, the choice of the older identity stays. */
async function moveDisciplines(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const rows = await db.deleteFrom('discipline_choice').where('person_id', '=', from).returningAll().execute();
  for (const row of rows)
    await db
      .insertInto('discipline_choice')
      .values({ ...row, person_id: into })
      .onConflict((conflict) => conflict.columns(['person_id', 'role_id', 'organization', 'environment']).doNothing())
      .execute();
}

/** Her cards and messages stay where they stand and are edited there, so their keys move with her. */
async function moveTasks(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const rows = await db.selectFrom('outbox').select(['id', 'key', 'task']).where('person_id', '=', from).execute();
  for (const { id, key, task } of rows) {
    const moved = key === null ? null : renamed(key, into, from);
    if (key !== null && moved !== null && moved !== key)
      await db.updateTable('sent_message').set({ key: moved }).where('key', '=', key).execute();
    await db
      .updateTable('outbox')
      .set({ key: moved, person_id: into, task: task.replaceAll(JSON.stringify(from), JSON.stringify(into)) })
      .where('id', '=', id)
      .execute();
  }
}

/** A key ends with the person it is for, where it names one. */
const renamed = (key: string, into: PersonId, from: PersonId): string =>
  key.endsWith(`:${from}`) ? `${key.slice(0, -from.length)}${into}` : key;
