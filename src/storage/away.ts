import type { Away } from '#domain/away.ts';
import type { PersonId } from '#domain/person.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';

/** Who is away, in the database. */

/** The absence of a person, planned or begun; null when there is none. */
export async function readAway(db: Db, personId: PersonId): Promise<Away | null> {
  const [row] = await awayRow(db, personId);
  return row === undefined
    ? null
    : { fromDay: row.from_day, toDay: row.to_day, backAt: row.back_at, began: row.began === 1 };
}

const awayRow = fixed((db, personId: PersonId) => db.selectFrom('away').selectAll().where('person_id', '=', personId));

/** Writes an absence in place of the one before; null takes it away. */
export async function saveAway(db: Db, personId: PersonId, away: Away | null): Promise<void> {
  await db.deleteFrom('away').where('person_id', '=', personId).execute();
  if (away === null) return;
  const { fromDay, toDay, backAt, began } = away;
  const row = { person_id: personId, from_day: fromDay, to_day: toDay, back_at: backAt, began: began ? 1 : 0 };
  await db.insertInto('away').values(row).execute();
}

/** Where both said something, what the older identity said stays. */
export async function moveAway(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const away = await readAway(db, from);
  await saveAway(db, from, null);
  if (away !== null && (await readAway(db, into)) === null) await saveAway(db, into, away);
}
