import { type RawBuilder, sql } from 'kysely';
import { noMail } from '#application/mail-use.ts';
import { type Task, taskKey, teamsPageKey } from '#application/task.ts';
import type { Db } from './database.ts';
import { among, onPostgres } from './engine.ts';
import { fixed } from './fixed.ts';
import { type NewRow, newRows, type Sending } from './outbox-rows.ts';
import { sentKeys } from './sent-messages.ts';

/** Tasks are written with the change that asks for them. A keyed task is one row for ever: asking again makes the same row due again. */

/** What a change asks for is written together: each statement is a way to the server and back while nobody else may change anything. */
export interface Outgoing {
  /**
   * Adds a task, or makes its row due again (also when it is being done just now, or was given up).
   * @param stays a row that is due earlier, and still to be done, stays so, in its place: what is asked for again and again
   *   has its turn all the same. Otherwise it becomes due then, and at no other time
   */
  add(task: Task, dueAt: number, now: number, stays: boolean): Promise<void>;
  /** Adds a task under a key that is used once; false when it was there before. */
  addOnce(key: string, task: Task, now: number): Promise<boolean>;
  /**
   * Writes what was added: before the change ends, and before anybody looks at what is to be delivered.
   * @param kind what is looked at: where none of it was added, nothing is written yet
   */
  write(kind?: Task['kind']): Promise<void>;
}

/** As many rows are written with one statement. */
const rowsAtOnce = 16;

export function openOutgoing(db: Db, mail: Sending): Outgoing {
  const waiting: Adding[] = [];
  const write = async (kind?: Task['kind']) => {
    if (waiting.length === 0 || (kind !== undefined && !waiting.some(({ row }) => row.kind === kind))) return;
    const rows = await wanted(db, combined(waiting.splice(0)));
    for (const stays of [false, true]) {
      const alike = rows.filter((one) => one.stays === stays).map(({ row }) => row);
      for (let from = 0; from < alike.length; from += rowsAtOnce)
        await upsert(db, stays, alike.slice(from, from + rowsAtOnce));
    }
  };
  return {
    async add(task, dueAt, now, stays) {
      const unopened = task.kind === 'home' && !task.opened;
      const rows = await newRows(db, task, taskKey(task), now, mail);
      // What comes due much later is no step of what is under way.
      for (const row of rows)
        waiting.push({ row: { ...row, due_at: dueAt, trace: dueAt > now ? null : row.trace }, stays, unopened });
    },
    async addOnce(key, task, now) {
      // In the order in which they were asked for.
      await write();
      let added = 0;
      for (const row of await newRows(db, task, key, now, mail)) added += (await insertOnce(db, row)).length;
      return added > 0;
    },
    write,
  };
}

/** The same for one task alone. */
export async function enqueue(
  db: Db,
  task: Task,
  now: number,
  { mail = noMail, dueAt = now }: { mail?: Sending; dueAt?: number } = {},
): Promise<void> {
  const outgoing = openOutgoing(db, mail);
  await outgoing.add(task, dueAt, now, dueAt === now);
  await outgoing.write();
}

interface Adding {
  row: NewRow;
  stays: boolean;
  /** A page that is made true only where somebody opened it. */
  unopened: boolean;
}

/** What was asked for twice is written once, in the place of the last time. */
function combined(all: readonly Adding[]): Adding[] {
  const byKey = new Map<string, Adding>();
  for (const one of all) {
    const key = one.row.key ?? one.row.id;
    const before = byKey.get(key);
    byKey.delete(key);
    byKey.set(key, before === undefined ? one : again(before, one));
  }
  return [...byKey.values()];
}

function again(before: Adding, { row, stays, unopened }: Adding): Adding {
  const dueAt = stays ? Math.min(before.row.due_at, row.due_at) : row.due_at;
  return {
    row: { ...before.row, due_at: dueAt, trace: row.trace },
    stays: stays && before.stays,
    unopened: unopened && before.unopened,
  };
}

/** Leaves out pages that nobody ever opened: there is nothing to be made true. */
async function wanted(db: Db, all: readonly Adding[]): Promise<readonly Adding[]> {
  const unopened = all.filter((one) => one.unopened);
  if (unopened.length === 0) return all;
  const opened = new Set<Adding>();
  for (const platform of ['slack', 'teams'] as const) {
    const there = unopened.filter(({ row }) => row.platform === platform);
    const known = await knownKeys[platform](
      db,
      there.map(({ row }) => keyOfPage[platform](row)),
    );
    for (const one of there) if (known.has(keyOfPage[platform](one.row))) opened.add(one);
  }
  return all.filter((one) => !one.unopened || opened.has(one));
}

const keyOfPage = {
  slack: ({ key }: NewRow) => key ?? '',
  teams: ({ person_id: personId }: NewRow) => teamsPageKey(personId ?? ''),
};

const knownKeys = { slack: rowsWithKey, teams: sentKeys };

async function rowsWithKey(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = onPostgres(db)
    ? await keyedOnServer(db, keys)
    : (await Promise.all(keys.map((key) => keyedRow(db, key)))).flat();
  return new Set(rows.map(({ key }) => key ?? ''));
}

const keyedRow = fixed((db, key: string) => db.selectFrom('outbox').select('key').where('key', '=', key));

const keyedOnServer = fixed((db, keys: readonly string[]) =>
  db.selectFrom('outbox').select('key').where(among('key', keys)),
);

/** Changes come one after the other, so no two tasks get the same number. */
const insertion = (db: Db, rows: readonly NewRow[]) =>
  db.insertInto('outbox').values(
    rows.map((row, index) => ({
      ...row,
      seq: sql<number>`(select coalesce(max(seq), 0) + ${sql.lit(index + 1)} from outbox)`,
      version: 1,
      lease_until: 0,
      attempts: 0,
      done_at: null,
      dead_at: null,
      last_error: null,
    })),
  );

const insertOnce = fixed((db, row: NewRow) =>
  insertion(db, [row])
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id'),
);

const upsert = (db: Db, stays: boolean, rows: readonly NewRow[]) =>
  upserts[stays ? 'stays' : 'moves'][rows.length]?.(db, ...rows);

/** When a row that is there becomes due, and at which place. */
type Turn = Record<'due_at' | 'seq', RawBuilder<number>>;
const moves: Turn = { due_at: sql<number>`excluded.due_at`, seq: sql<number>`excluded.seq` };
const ofTheEarlier = (column: string) =>
  sql<number>`case when outbox.done_at is null and outbox.dead_at is null and outbox.due_at <= excluded.due_at
    then ${sql.ref(`outbox.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;
const earlierStays: Turn = { due_at: ofTheEarlier('due_at'), seq: ofTheEarlier('seq') };

/** By how many rows are written. */
const upserts = { moves: upsertsTo(moves), stays: upsertsTo(earlierStays) };

function upsertsTo(turn: Turn) {
  return Array.from({ length: rowsAtOnce + 1 }, () =>
    fixed((db, ...rows: NewRow[]) =>
      insertion(db, rows).onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          version: eb('outbox.version', '+', 1),
          attempts: 0,
          done_at: null,
          dead_at: null,
          ...turn,
          trace: eb.ref('excluded.trace'),
        })),
      ),
    ),
  );
}
