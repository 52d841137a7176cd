import type { StoredQuestion } from '#application/questions.ts';
import type { Answered } from '#domain/answer.ts';
import { keepWords } from './audit.ts';
import type { Db } from './database.ts';

/** Questions in the database. Their words stand apart, so that they can be erased. */

const dayMs = 24 * 60 * 60 * 1000;
/** Unanswered and unhelpful questions stay half a year, others a day: as long as "Was this helpful?" may be pressed. */
export const openQuestionDays = 180;
const keptMs = { open: openQuestionDays * dayMs, answered: dayMs } as const;

/** Writes a question; what is too old leaves. @param text null where it must not be kept */
export async function insertQuestion(
  db: Db,
  {
    id,
    at,
    personId,
    text,
    answered,
  }: { id: string; at: number; personId: string; text: string | null; answered: Answered },
): Promise<void> {
  const textId = text === null ? null : await keepWords(db, text, personId);
  const row = { id, at, person_id: personId, text_id: textId, answered: JSON.stringify(answered) };
  await db
    .insertInto('question')
    .values({ ...row, outcome: answered.outcome, helpful: null, note_id: null, done_at: null })
    .execute();
  await forgetOld(db, at);
}

async function forgetOld(db: Db, now: number): Promise<void> {
  const old = await db
    .selectFrom('question')
    .select(['id', 'text_id', 'note_id'])
    .where((eb) =>
      eb.or([
        eb('at', '<', now - keptMs.open),
        eb.and([
          eb('outcome', 'in', ['answer', 'guarded', 'refused']),
          eb('at', '<', now - keptMs.answered),
          eb.or([eb('helpful', 'is', null), eb('helpful', '=', 1)]),
        ]),
      ]),
    )
    .limit(20)
    .execute();
  if (old.length === 0) return;
  const texts = old.flatMap(({ text_id, note_id }) => [text_id, note_id].filter((one) => one !== null));
  await db
    .deleteFrom('question')
    .where(
      'id',
      'in',
      old.map(({ id }) => id),
    )
    .execute();
  if (texts.length > 0) await db.deleteFrom('private_text').where('id', 'in', texts).execute();
}

/** One question; null when there is none. */
export async function readQuestion(db: Db, id: string): Promise<StoredQuestion | null> {
  const row = await db
    .selectFrom('question')
    .leftJoin('private_text as t', 't.id', 'question.text_id')
    .leftJoin('private_text as n', 'n.id', 'question.note_id')
    .selectAll('question')
    .select(['t.value as text', 'n.value as note'])
    .where('question.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : questionOf(row);
}

/** Questions without a good answer, newest first. */
export async function readOpenQuestions(db: Db, most: number): Promise<StoredQuestion[]> {
  const rows = await db
    .selectFrom('question')
    .leftJoin('private_text as t', 't.id', 'question.text_id')
    .leftJoin('private_text as n', 'n.id', 'question.note_id')
    .selectAll('question')
    .select(['t.value as text', 'n.value as note'])
    .where((eb) => eb.or([eb('outcome', 'in', ['unknown', 'suggest']), eb('helpful', '=', 0)]))
    .where('text_id', 'is not', null)
    .where('done_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(most)
    .execute();
  return rows.map(questionOf);
}

function questionOf(row: {
  id: string;
  at: number;
  person_id: string | null;
  text: string | null;
  note: string | null;
  answered: string;
  helpful: number | null;
}): StoredQuestion {
  return {
    id: row.id,
    at: row.at,
    personId: row.person_id,
    text: row.text,
    note: row.note,
    answered: JSON.parse(row.answered) as Answered,
    helpful: row.helpful === null ? null : row.helpful === 1,
  };
}

/** Remembers whether an answer helped, and what was missing. False: it is not this person's question. */
export async function rateQuestion(
  db: Db,
  id: string,
  personId: string,
  helpful: boolean,
  note: string | null,
): Promise<boolean> {
  const noteId = note === null ? null : await keepWords(db, note, personId);
  const rated = await db
    .updateTable('question')
    .set({ helpful: helpful ? 1 : 0, ...(noteId === null ? {} : { note_id: noteId }) })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .execute();
  return rated.length === 1;
}

/** Marks a question as dealt with. */
export async function closeQuestion(db: Db, id: string, now: number): Promise<boolean> {
  const closed = await db
    .updateTable('question')
    .set({ done_at: now })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .returning('id')
    .execute();
  return closed.length === 1;
}
