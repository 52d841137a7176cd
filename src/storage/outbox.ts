import { type RawBuilder, sql } from 'kysely';
import type { KnownPerson } from '#application/ledger.ts';
import { type MailUse, noMail } from '#application/mail-use.ts';
import type { DeadTask, LeasedTask, Outbox } from '#application/outbox.ts';
import { goesByMailToo, onlyWay, type Task, taskKey, teamsPageKey, type Way } from '#application/task.ts';
import { withRetry } from './busy.ts';
import { changedSoFar, type Db, onDisk } from './database.ts';
import { freeRows, takingAlone } from './engine.ts';
import { fixed } from './fixed.ts';
import { newRowId } from './new-id.ts';
import { readAccounts } from './people.ts';
import { pause, pauses } from './sending-pauses.ts';
import { nextSweep } from './sweep.ts';
import type { Tables } from './tables.ts';

/** Tasks to deliver, in the database. A keyed task is one row for ever: asking again makes the same row due again. */

/**
 * The tasks of a database, for the process that delivers them on one platform, or by e-mail.
 * @param others whether it does those that are for no platform, too: one platform does them where there are several
 */
export function openOutbox(db: Db, platform: Way = 'slack', others: boolean = true): Outbox {
  const any = others ? ['any'] : [];
  return {
    async lease(now, leaseMs, most, ownToo = true) {
      const platforms = ownToo ? [platform, ...any] : any;
      if (platforms.length === 0) return [];
      return withRetry(() => lease(db, platforms, now, leaseMs, most));
    },
    settled: () => onDisk(db, changedSoFar(db)),
    giveBack: (tasks, dueAt) => withRetry(() => giveBack(db, tasks, dueAt)),
    pause: (scope, until) => withRetry(() => pause(db, scope, until)),
    pauses: (now) => withRetry(() => pauses(db, now)),
    finish: (task, now) => withRetry(() => finish(db, task, now)),
    postpone: (task, dueAt, error, now) => withRetry(() => postpone(db, task, dueAt, error, now)),
    async freeLeases() {
      await withRetry(() => db.updateTable('outbox').set({ lease_until: 0 }).where('lease_until', '>', 0).execute());
    },
    nextSweep: (now, everyMs, most) => withRetry(() => nextSweep(db, platform, now, everyMs, most)),
    makeDue: (id, now) => withRetry(() => makeDue(db, id, now)),
    async sentMessage(key) {
      const [row] = await sentRow(db, key);
      return row ? { place: row.place, contentHash: row.content_hash } : null;
    },
    async saveSentMessage(key, { place, contentHash }, now) {
      await withRetry(() => saveSent(db, key, place, contentHash, now));
    },
    async showAgain(now) {
      await withRetry(() =>
        db.transaction().execute(async (tx) => {
          await tx.deleteFrom('sent_message').execute();
          await tx
            .updateTable('outbox')
            .set((eb) => ({ done_at: null, due_at: now, version: eb('version', '+', 1) }))
            .where('kind', 'in', ['card', 'status', 'home', 'checklist', 'invite'])
            .execute();
        }),
      );
    },
    async dead() {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'kind', 'platform', 'request_id', 'person_id', 'last_error', 'dead_at'])
        .where('dead_at', 'is not', null)
        .orderBy('dead_at')
        .execute();
      return rows.map(deadTaskOf);
    },
    async retry(id, now) {
      const again = { dead_at: null, attempts: 0, due_at: now };
      return (
        (
          await db
            .updateTable('outbox')
            .set(again)
            .where('id', '=', id)
            .where('dead_at', 'is not', null)
            .returning('id')
            .execute()
        ).length === 1
      );
    },
  };
}

const sentRow = fixed((db, key: string) => db.selectFrom('sent_message').selectAll().where('key', '=', key));

const saveSent = fixed((db, key: string, place: string, contentHash: string, now: number) => {
  const row = { place, content_hash: contentHash, sent_at: now };
  return db
    .insertInto('sent_message')
    .values({ key, ...row })
    .onConflict((c) => c.column('key').doUpdateSet(row));
});

/** A row of a task that was given up. */
export const deadTaskOf = (
  row: Pick<Tables['outbox'], 'id' | 'kind' | 'platform' | 'request_id' | 'person_id' | 'last_error' | 'dead_at'>,
): DeadTask => ({
  id: row.id,
  kind: row.kind,
  platform: row.platform,
  requestId: row.request_id,
  personId: row.person_id,
  error: row.last_error,
  deadAt: Number(row.dead_at),
});

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
  for (const row of await newRows(db, task, taskKey(task), now, mail))
    await due(db, ...valuesOf({ ...row, dueAt, trace: dueAt > now ? null : row.trace }));
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
  for (const row of await newRows(db, task, key, now, mail))
    added += (await insertOnce(db, ...valuesOf({ ...row, dueAt: now }))).length;
  return added > 0;
}

/** What differs between new rows, in the order in which it is written. */
type RowValues = Parameters<typeof insertion> extends [Db, ...infer Values] ? Values : never;

const valuesOf = (row: NewRow & { dueAt: number }): RowValues => [
  row.id,
  row.kind,
  row.requestId,
  row.personId,
  row.task,
  row.createdAt,
  row.dueAt,
  row.platform,
  row.lane,
  row.key,
  row.trace,
];

/** Changes come one after the other, so no two tasks get the same number. */
function insertion(
  db: Db,
  id: string,
  kind: string,
  requestId: string | null,
  personId: string | null,
  task: string,
  createdAt: number,
  dueAt: number,
  platform: string,
  lane: string,
  key: string | null,
  trace: string | null,
) {
  return db.insertInto('outbox').values({
    id,
    seq: sql<number>`(select coalesce(max(seq), 0) + 1 from outbox)`,
    key,
    kind,
    request_id: requestId,
    person_id: personId,
    task,
    platform,
    lane,
    version: 1,
    created_at: createdAt,
    due_at: dueAt,
    lease_until: 0,
    attempts: 0,
    done_at: null,
    dead_at: null,
    last_error: null,
    trace,
  });
}

const insertOnce = fixed((db, ...values: RowValues) =>
  insertion(db, ...values)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id'),
);

/** @param due when a row that is there becomes due */
function upsertDue(due: RawBuilder<number>) {
  return fixed((db, ...values: RowValues) =>
    insertion(db, ...values).onConflict((conflict) =>
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
    requestId: requestOf(task),
    personId: 'personId' in task ? task.personId : null,
    task: JSON.stringify(task),
    createdAt: now,
    // What comes due much later is no step of this.
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

interface NewRow {
  id: string;
  kind: string;
  requestId: string | null;
  personId: string | null;
  task: string;
  createdAt: number;
  platform: string;
  lane: string;
  key: string | null;
  trace: string | null;
}

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

/** Of the lanes of so many tasks that are due for the longest time, those are taken that were asked for first. */
const mostLookedAt = 200;

/** Takes due tasks for `leaseMs`; another process, or this one after a crash, takes them again when the lease is over. */
async function lease(
  db: Db,
  platforms: readonly string[],
  now: number,
  leaseMs: number,
  most: number,
): Promise<LeasedTask[]> {
  const [one = '', two = one] = platforms;
  // Mostly nothing is due, and looking for it locks nobody out.
  if ((await anyDue(db, one, two, now)).length === 0) return [];
  const rows = await takingAlone(db, (tx) => take(tx, one, two, now, now + leaseMs, most));
  return rows
    .sort((a, b) => a.seq - b.seq)
    .map(({ id, key, task, lane, version, attempts, trace }) => ({
      id,
      key,
      task: JSON.parse(task) as Task,
      lane,
      version,
      attempts,
      from: trace,
    }));
}

/** In the order of the index, so that neither what is done nor what is due much later is ever looked at. */
const dueLanes = (db: Db, one: string, two: string, now: number) =>
  freeLanes(dueRows(db, [one, two], now), now)
    .select('lane')
    .orderBy('due_at')
    .limit(mostLookedAt);

const anyDue = fixed((db, one: string, two: string, now: number) => dueLanes(db, one, two, now).clearLimit().limit(1));

const take = fixed((db, one: string, two: string, now: number, until: number, most: number) =>
  db
    .with('lanes', () => dueLanes(db, one, two, now))
    .with('taken', () =>
      freeRows(
        db,
        freeLanes(
          dueRows(db, [one, two], now).where('lane', 'in', (eb) =>
            eb.selectFrom('lanes' as never).select('lane' as never),
          ),
          now,
        )
          .select('id')
          .orderBy('seq')
          .limit(most),
      ),
    )
    .updateTable('outbox')
    .set({ lease_until: until })
    .where('id', 'in', (eb) => eb.selectFrom('taken').select('taken.id'))
    .where('lease_until', '<=', now)
    .where('done_at', 'is', null)
    .returning(['id', 'seq', 'key', 'task', 'lane', 'version', 'attempts', 'trace']),
);

export const dueRows = (db: Db, platforms: readonly string[], now: number) =>
  db
    .selectFrom('outbox')
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('due_at', '<=', now)
    .where('lease_until', '<=', now)
    .where('platform', 'in', platforms);

/** Leaves out lanes that somebody works on, and what comes after a task for the same person that failed and waits. */
export const freeLanes = (due: ReturnType<typeof dueRows>, now: number) =>
  due
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as busy')
            .select('busy.id')
            .whereRef('busy.lane', '=', 'outbox.lane')
            .where('busy.done_at', 'is', null)
            .where('busy.lease_until', '>', now),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as before')
            .select('before.id')
            .whereRef('before.lane', '=', 'outbox.lane')
            .whereRef('before.person_id', '=', 'outbox.person_id')
            .whereRef('before.seq', '<', 'outbox.seq')
            .where('before.done_at', 'is', null)
            .where('before.dead_at', 'is', null)
            .where('before.attempts', '>', 0)
            .where('before.due_at', '>', now),
        ),
      ),
    );

/** Not begun: free for everybody again. */
async function giveBack(db: Db, tasks: readonly LeasedTask[], dueAt: number | null): Promise<void> {
  if (tasks.length === 0) return;
  await db
    .updateTable('outbox')
    .set({ lease_until: 0, ...(dueAt === null ? {} : { due_at: dueAt }) })
    .where(
      'id',
      'in',
      tasks.map(({ id }) => id),
    )
    .execute();
}

async function makeDue(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({ done_at: null, due_at: now, attempts: 0, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Done, unless it was asked for again meanwhile: then it stays due. One write, so that a crash never parts the two. */
async function finish(db: Db, task: LeasedTask, now: number): Promise<void> {
  await finishRow(db, task.id, task.version, now);
}

const finishRow = fixed((db, id: string, version: number, now: number) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      lease_until: 0,
      last_error: null,
      done_at: eb.case().when('version', '=', version).then(sql<number>`cast(${now} as bigint)`).else(null).end(),
    }))
    .where('id', '=', id),
);

/** Not done: due again at `dueAt`, or given up when null. `error` is a class of fault, never a payload. */
async function postpone(db: Db, task: LeasedTask, dueAt: number | null, error: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      lease_until: 0,
      attempts: task.attempts + 1,
      last_error: error,
      ...(dueAt === null ? { dead_at: now } : { due_at: dueAt }),
    })
    .where('id', '=', task.id)
    .where('version', '=', task.version)
    .execute();
  await db.updateTable('outbox').set({ lease_until: 0 }).where('id', '=', task.id).execute();
}
