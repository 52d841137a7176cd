import { sql } from 'kysely';
import type { PersonTraces, ScatteredTraces } from '#application/erase-person.ts';
import { forgetInvites } from './checklists.ts';
import type { Db } from './database.ts';
import { lockedRows, onPostgres } from './engine.ts';
import { idsOf } from './find-person.ts';
import { type Holds, personalData } from './personal-data.ts';

/** Takes a person's data out of every table (personal-data.ts says which). What remains are random ids. */

type Table = keyof typeof personalData;
const tables = Object.keys(personalData) as Table[];
const columnsOf = (table: Table, holds: Holds): string[] =>
  Object.entries(personalData[table] as Record<string, Holds>).flatMap(([column, one]) =>
    one === holds ? [column] : [],
  );

/** SQLite takes 32,766 values a statement. */
const valuesAtOnce = 5_000;
const batch = 500;

/** What the record knows a person by, besides her ids; without an account, of the operator's lists. */
export async function readTraces(db: Db, named: { personId: string } | { email: string }): Promise<PersonTraces> {
  const ids = 'personId' in named ? await idsOf(db, named.personId) : [];
  const accounts = await db
    .selectFrom('account')
    .selectAll()
    .where('person_id', 'in', orNone(ids))
    .orderBy('platform')
    .execute();
  const ofAccounts = accounts
    .flatMap(({ email, entered_email }) => [email, entered_email])
    .filter((one) => one !== null);
  const bound = await db.selectFrom('role_grant').select('email').where('person_id', 'in', orNone(ids)).execute();
  const emails = [...ofAccounts, ...bound.flatMap(({ email }) => (email === null ? [] : [email]))];
  if ('email' in named) emails.push(named.email.trim().toLowerCase());
  const grants = await db
    .selectFrom('role_grant')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('person_id', 'in', orNone(ids)),
        eb.and([eb('person_id', 'is', null), eb('email', 'in', orNone(emails))]),
      ]),
    )
    .execute();
  return {
    ids,
    names: [...new Set([...accounts.map(({ name }) => name), ...grants.flatMap(({ name }) => (name ? [name] : []))])],
    emails: [...new Set(emails)],
    accounts: accounts.map(({ platform, scope, user_id }) => `${platform}:${scope}/${user_id}`),
    userIds: accounts.map(({ user_id }) => user_id),
    grantIds: grants.map(({ id }) => id),
    standing: grants.filter(({ ended_at }) => ended_at === null).map(({ id }) => id),
  };
}

/** A list that is never empty, because SQL has no empty one; no id and no address is ''. */
const orNone = (values: readonly string[]): string[] => (values.length === 0 ? [''] : [...values]);

/** The ids of all texts that are hers, about her, or name an address or account of hers. @param kept a text of ours */
async function textsOf(db: Db, traces: PersonTraces, kept: string): Promise<string[]> {
  const found = new Set<string>();
  const about = await rowsAbout(db, traces);
  for (const table of tables) {
    const texts = columnsOf(table, 'text');
    if (texts.length === 0) continue;
    for (const row of await selectAbout(db, table, about, texts))
      for (const column of texts) if (typeof row[column] === 'string') found.add(row[column]);
  }
  const needles = [...traces.emails, ...traces.userIds].map((one) => one.toLowerCase());
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('private_text')
      .selectAll()
      .where('id', '>', after)
      .where('value', 'is not', null)
      .orderBy('id')
      .limit(batch)
      .execute();
    for (const { id, person_id, value } of rows) {
      const text = value?.toLowerCase() ?? '';
      if (value === kept) found.delete(id);
      else if (traces.ids.includes(person_id ?? '') || needles.some((needle) => text.includes(needle))) found.add(id);
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < batch) return [...found];
  }
}

interface About {
  person: string[];
  request: string[];
  role: string[];
}

async function rowsAbout(db: Db, { ids, grantIds }: PersonTraces): Promise<About> {
  const requests = await db.selectFrom('request').select('id').where('requester_id', 'in', orNone(ids)).execute();
  const stated = await db.selectFrom('stated_role').select('id').where('person_id', 'in', orNone(ids)).execute();
  return {
    person: [...ids],
    request: requests.map(({ id }) => id),
    role: [...grantIds, ...stated.map(({ id }) => id)].flatMap(refs),
  };
}

/** A role's id as it stands in columns: plain, or as a review marks it. */
const refs = (id: string): string[] => [id, `g|${id}`, `s|${id}`];

/** Rows of a table that are about her by any of its columns. */
async function selectAbout(db: Db, table: Table, about: About, columns: string[]): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const kind of ['person', 'request', 'role'] as const)
    for (const column of columnsOf(table, kind))
      for (const values of inParts(about[kind])) {
        const query = sql`select ${sql.join(columns.map((one) => sql.ref(one)))} from ${sql.table(table)}
          where ${sql.ref(column)} in (${sql.join(values)})`;
        rows.push(...((await query.execute(db)).rows as Record<string, unknown>[]));
      }
  return rows;
}

function inParts(values: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let from = 0; from < values.length; from += valuesAtOnce) parts.push(values.slice(from, from + valuesAtOnce));
  return parts;
}

/** Where else she is: looked for before the change that erases, because it takes a while. */
export async function findScattered(db: Db, traces: PersonTraces, kept: string): Promise<ScatteredTraces> {
  const tasks = await db
    .selectFrom('outbox')
    .select(['id', 'key'])
    .where('person_id', 'in', orNone(traces.ids))
    .execute();
  const replies = await repliesTo(db, traces);
  const hers = new Set([...tasks, ...replies].flatMap(({ id, key }) => [`once:${id}`, ...(key === null ? [] : [key])]));
  const chats = await chatsOf(db, traces);
  const needles = [...traces.ids, ...traces.userIds, ...traces.emails, ...chats];
  const named = (text: string) => needles.some((needle) => text.includes(needle));
  return {
    textIds: await textsOf(db, traces, kept),
    replyIds: replies.map(({ id }) => id),
    sentKeys: await keysWhere(
      db,
      'sent_message',
      ['key', 'place'],
      (row) => hers.has(row.key) || named(`${row.key} ${row.place}`),
    ),
    clickIds: await keysWhere(db, 'done_click', ['id'], (row) => named(row.id)),
    draftKeys: await keysWhere(db, 'draft', ['key', 'value'], (row) => named(`${row.key} ${row.value}`)),
  };
}

/** Her own chats with the bot in Teams. */
async function chatsOf(db: Db, { ids }: PersonTraces): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('teams_reference', (join) =>
      join
        .onRef('teams_reference.tenant_id', '=', 'account.scope')
        .onRef('teams_reference.object_id', '=', 'account.user_id'),
    )
    .select('teams_reference.conversation_id')
    .where('account.person_id', 'in', orNone(ids))
    .where('account.platform', '=', 'teams')
    .execute();
  return rows.flatMap(({ conversation_id }) => (conversation_id === null ? [] : [conversation_id]));
}

/**
 * Erases it all, in the transaction of the change that records it. False, and nothing is done, while something is being
 * delivered to her: where it was delivered to would be noted after it was erased.
 */
export async function erase(db: Db, traces: PersonTraces, scattered: ScatteredTraces, now: number): Promise<boolean> {
  const tasks = await lockedRows(
    db,
    db.selectFrom('outbox').select(['id', 'key', 'lease_until']).where('person_id', 'in', orNone(traces.ids)),
  ).execute();
  if (tasks.some(({ lease_until }) => lease_until > now)) return false;
  // What was delivered since she was looked for.
  for (const keys of inParts(tasks.flatMap(({ id, key }) => [`once:${id}`, ...(key === null ? [] : [key])])))
    await db.deleteFrom('sent_message').where('key', 'in', keys).execute();
  for (const ids of inParts(scattered.textIds))
    await db.updateTable('private_text').set({ salt: null, value: null }).where('id', 'in', ids).execute();
  for (const ids of inParts(scattered.replyIds)) await db.deleteFrom('outbox').where('id', 'in', ids).execute();
  for (const keys of inParts(scattered.sentKeys))
    await db.deleteFrom('sent_message').where('key', 'in', keys).execute();
  for (const ids of inParts(scattered.clickIds)) await db.deleteFrom('done_click').where('id', 'in', ids).execute();
  for (const keys of inParts(scattered.draftKeys)) await db.deleteFrom('draft').where('key', 'in', keys).execute();
  const accounts = await db.selectFrom('account').selectAll().where('person_id', 'in', orNone(traces.ids)).execute();
  for (const { scope, user_id } of accounts.filter(({ platform }) => platform === 'teams'))
    await db.deleteFrom('teams_reference').where('tenant_id', '=', scope).where('object_id', '=', user_id).execute();
  await forgetInvites(db, traces.emails);
  const about = await rowsAbout(db, traces);
  for (const table of tables) await eraseIn(db, table, about);
  // Also what the operator's lists had of her before she was in chat.
  for (const ids of inParts(traces.grantIds))
    await db.updateTable('role_grant').set({ email: null, name: null }).where('id', 'in', ids).execute();
  return true;
}

async function eraseIn(db: Db, table: Table, about: About): Promise<void> {
  const gone = columnsOf(table, 'deleted').length > 0;
  const emptied = columnsOf(table, 'emptied');
  if (!gone && emptied.length === 0) return;
  for (const kind of ['person', 'request', 'role'] as const)
    for (const column of columnsOf(table, kind))
      for (const values of inParts(about[kind])) {
        const where = sql`where ${sql.ref(column)} in (${sql.join(values)})`;
        const nothing = sql.join(emptied.map((one) => sql`${sql.ref(one)} = null`));
        await (gone
          ? sql`delete from ${sql.table(table)} ${where}`
          : sql`update ${sql.table(table)} set ${nothing} ${where}`
        ).execute(db);
      }
}

/** Answers to her in a channel's thread. */
async function repliesTo(db: Db, { ids }: PersonTraces): Promise<{ id: string; key: string | null }[]> {
  const questions = await db.selectFrom('question').select('id').where('person_id', 'in', orNone(ids)).execute();
  if (questions.length === 0) return [];
  const asked = new Set(questions.map(({ id }) => id));
  const rows = await db.selectFrom('outbox').select(['id', 'key', 'task']).where('kind', '=', 'reply').execute();
  return rows.filter(({ task }) => asked.has((JSON.parse(task) as { questionId: string }).questionId));
}

/** The keys of rows that a test on their text finds, a batch at a time. */
async function keysWhere<Column extends string>(
  db: Db,
  table: 'sent_message' | 'done_click' | 'draft',
  columns: readonly [Column, ...Column[]],
  test: (row: Record<Column, string>) => boolean,
): Promise<string[]> {
  const [key] = columns;
  const found: string[] = [];
  for (let after = ''; ; ) {
    const { rows } = await sql<Record<Column, string>>`
      select ${sql.join(columns.map((one) => sql.ref(one)))} from ${sql.table(table)}
      where ${sql.ref(key)} > ${after} order by ${sql.ref(key)} limit ${batch}`.execute(db);
    found.push(...rows.filter(test).map((row) => row[key]));
    after = rows.at(-1)?.[key] ?? after;
    if (rows.length < batch) return found;
  }
}

/** The log of an embedded record still holds the pages as they were before: it is written into the record, and emptied. */
export async function forgetLog(db: Db): Promise<void> {
  if (!onPostgres(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
