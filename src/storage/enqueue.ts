import { type RawBuilder, sql } from 'kysely';
import type { KnownPerson } from '#application/ledger.ts';
import { type MailUse, noMail } from '#application/mail-use.ts';
import { goesByMailToo, onlyWay, type Task, taskKey, teamsPageKey } from '#application/task.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import { newRowId } from './new-id.ts';
import { readAccounts } from './people.ts';
import { sentRow } from './sent-messages.ts';
import type { Tables } from './tables.ts';

/** Tasks are written with the change that asks for them. A keyed task is one row for ever: asking again makes the same row due again. */

/** What is known when a task is written: whether there is e-mail, and what is under way for those who watch. */
export interface Sending extends MailUse {
  carry?(): string | null;
  /** The accounts of a person as the change under way sees them: each is read once. */
  accounts?(personId: string): Promise<KnownPerson[]>;
}

/** Adds a task, or makes its row due again (also when it is being done just now, or was given up). */
export const enqueue = (db: Db, task: Task, now: number, mail: Sending = noMail): Promise<void> =>
  enqueueAt(db, task, now, now, mail);

/** The same for later: a row that is there becomes due at that time, and at no other. */
export function enqueueAt(db: Db, task: Task, dueAt: number, now: number, mail: Sending): Promise<void> {
  return upsert(db, task, dueAt, now, asAsked, mail);
}

/** Due at that time at the latest: a row that is due earlier, and still to be done, stays so. */
export function enqueueBy(db: Db, task: Task, dueAt: number, now: number, mail: Sending): Promise<void> {
  return upsert(db, task, dueAt, now, earlierStays, mail);
}

type Upsert = ReturnType<typeof upsertDue>;

const asAsked: Upsert = upsertDue(sql<number>`excluded.due_at`);
const earlierStays: Upsert = upsertDue(sql<number>`case when outbox.done_at is null and outbox.dead_at is null
  and outbox.due_at < excluded.due_at then outbox.due_at else excluded.due_at end`);

async function upsert(db: Db, task: Task, dueAt: number, now: number, due: Upsert, mail: Sending): Promise<void> {
  // What comes due much later is no step of what is under way.
  for (const row of await newRows(db, task, taskKey(task), now, mail))
    await due(db, { ...row, due_at: dueAt, trace: dueAt > now ? null : row.trace });
}

/** Adds a task under a key that is used once; false when it was there before. */
export async function enqueueOnce(
  db: Db,
  key: string,
  task: Task,
  now: number,
  mail: Sending = noMail,
): Promise<boolean> {
  let added = 0;
  for (const row of await newRows(db, task, key, now, mail)) added += (await insertOnce(db, row)).length;
  return added > 0;
}

/** Changes come one after the other, so no two tasks get the same number. */
const insertion = (db: Db, row: NewRow) =>
  db.insertInto('outbox').values({
    ...row,
    seq: sql<number>`(select coalesce(max(seq), 0) + 1 from outbox)`,
    version: 1,
    lease_until: 0,
    attempts: 0,
    done_at: null,
    dead_at: null,
    last_error: null,
  });

const insertOnce = fixed((db, row: NewRow) =>
  insertion(db, row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id'),
);

/** @param due when a row that is there becomes due */
function upsertDue(due: RawBuilder<number>) {
  return fixed((db, row: NewRow) =>
    insertion(db, row).onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        version: eb('outbox.version', '+', 1),
        due_at: due,
        attempts: 0,
        done_at: null,
        dead_at: null,
        seq: eb.ref('excluded.seq'),
        trace: eb.ref('excluded.trace'),
      })),
    ),
  );
}

/** One row for each platform on which its person has a live account, and one for e-mail: each delivers its own. */
async function newRows(db: Db, task: Task, key: string | null, now: number, mail: Sending): Promise<NewRow[]> {
  const only = onlyWay(task);
  const platforms = only !== null ? [only] : 'personId' in task ? await platformsFor(db, task, mail) : ['any'];
  if (mail.sends && goesByMailToo(task)) platforms.push('email');
  const first = newRowId();
  const same = {
    kind: task.kind,
    request_id: requestOf(task),
    person_id: 'personId' in task ? task.personId : null,
    task: JSON.stringify(task),
    created_at: now,
    due_at: now,
    trace: mail.carry?.() ?? null,
  };
  return platforms.map((platform, index) => ({
    ...same,
    id: index === 0 ? first : newRowId(),
    platform,
    lane: `${platform}/${laneOf(task) ?? first}`,
    key: key === null ? null : keyOn(platform, key),
  }));
}

/** What differs between new rows. */
type NewRow = Pick<
  Tables['outbox'],
  'id' | 'kind' | 'request_id' | 'person_id' | 'task' | 'created_at' | 'due_at' | 'platform' | 'lane' | 'key' | 'trace'
>;

/** Slack was there first, so its keys are the plain ones. */
const keyOn = (platform: string, key: string): string =>
  platform === 'teams' || platform === 'email' ? `${platform}/${key}` : key;

/** Where a task is done. A page that nobody ever opened has nothing to be made true. */
async function platformsFor(db: Db, task: Task & { personId: string }, mail: Sending): Promise<string[]> {
  const platforms = await platformsOf(db, task.personId, mail);
  if (task.kind !== 'home' || task.opened) return platforms;
  const has: Record<string, () => Promise<unknown[]>> = {
    slack: () => keyedRow(db, taskKey(task) ?? ''),
    teams: () => sentRow(db, teamsPageKey(task.personId)),
  };
  const shown: string[] = [];
  for (const platform of platforms) if ((await has[platform]?.())?.length !== 0) shown.push(platform);
  return shown;
}

const keyedRow = fixed((db, key: string) => db.selectFrom('outbox').select('id').where('key', '=', key));

async function platformsOf(db: Db, personId: string, mail: Sending): Promise<string[]> {
  const accounts = await (mail.accounts?.(personId) ?? readAccounts(db, personId));
  const live = accounts.filter(({ account }) => !account.switchedOff);
  const platforms = new Set((live.length > 0 ? live : accounts).map(({ identity }) => identity.platform));
  return platforms.size > 0 ? [...platforms].sort() : ['slack'];
}

/** Tasks of one request keep their order, and so does what a person gets besides. */
function laneOf(task: Task): string | null {
  if (task.kind === 'operator') return 'operator';
  return requestOf(task) ?? ('personId' in task ? task.personId : null);
}

function requestOf(task: Task): string | null {
  if ('requestId' in task) return task.requestId;
  if (task.kind === 'mail' && 'departureId' in task.mail) return task.mail.departureId;
  if (task.kind === 'mail') return 'requestId' in task.mail ? task.mail.requestId : null;
  if ('departureId' in task) return task.departureId;
  return task.kind === 'tell' && 'requestId' in task.notice ? task.notice.requestId : null;
}
