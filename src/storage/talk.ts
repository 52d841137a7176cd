import type { PersonId } from '#domain/person.ts';
import type { TalkLine } from '#domain/talk.ts';
import { keepWords } from './audit.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** What people wrote about a request, in the database. */

/** The last lines of a request in their order, and how many there are. */
export async function readTalk(db: Db, requestId: string, most: number): Promise<{ lines: TalkLine[]; all: number }> {
  const rows = await lastLines(db, requestId, most);
  return { lines: rows.map(lineOf).reverse(), all: rows[0]?.position ?? 0 };
}

/** One line; null when there is none. */
export async function readLine(db: Db, requestId: string, position: number): Promise<TalkLine | null> {
  const row = await lines(db, requestId).where('position', '=', position).executeTakeFirst();
  return row === undefined ? null : lineOf(row);
}

const lines = (db: Db, requestId: string) =>
  db
    .selectFrom('talk_line')
    .selectAll('talk_line')
    .select(({ selectFrom }) =>
      selectFrom('private_text').select('value').whereRef('id', '=', 'talk_line.text_id').as('words'),
    )
    .where('request_id', '=', requestId);

const lastLines = fixed((db, requestId: string, most: number) =>
  lines(db, requestId).orderBy('position', 'desc').limit(most),
);

const lineOf = (row: LedgerTables['talk_line'] & { words: string | null }): TalkLine => ({
  requestId: row.request_id,
  position: row.position,
  authorId: row.author_id,
  toId: row.to_id === everybody ? null : row.to_id,
  at: row.at,
  words: row.words,
});

/** Stands in place of a person's id. */
const everybody = '';

/** Whether a line with this id stands. */
export async function hasLine(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('talk_line').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** How many lines somebody wrote about a request since a moment. */
export async function countLines(db: Db, requestId: string, authorId: PersonId, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('talk_line')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('request_id', '=', requestId)
    .where('author_id', '=', authorId)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** So many people may write about one request at the same moment. */
const tries = 50;

/**
 * Writes a line at the next position, which two who write at once never share. null when a line with this id stands.
 */
export async function insertLine(
  db: Db,
  id: string,
  { requestId, authorId, toId, at, words }: Omit<TalkLine, 'position' | 'words'> & { words: string },
): Promise<{ position: number; textId: string } | null> {
  if (await hasLine(db, id)) return null;
  const textId = await keepWords(db, words, authorId);
  const row = { id, request_id: requestId, author_id: authorId, to_id: toId ?? everybody, text_id: textId, at };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const [last] = await lines(db, requestId).orderBy('position', 'desc').limit(1).execute();
    const position = (last?.position ?? 0) + 1;
    const written = await db
      .insertInto('talk_line')
      .values({ ...row, position })
      .onConflict((conflict) => conflict.columns(['request_id', 'position']).doNothing())
      .returning('position')
      .execute();
    if (written.length === 1) return { position, textId };
  }
  throw new Error('no free position for a line');
}
