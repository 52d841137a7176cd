import type { Away } from '#domain/away.ts';
import type { PersonId } from '#domain/person.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { among } from './engine.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** Who is away, in the database. */

/** The absence of a person, planned or begun; null when there is none. */
export async function readAway(db: Db, personId: PersonId): Promise<Away | null> {
  const [row] = await awayRow(db, personId);
  return row === undefined ? null : awayOf(row);
}

const awayRow = fixed((db, personId: PersonId) =>
  db.selectFrom('away').select(columnsOf('away')).where('person_id', '=', personId),
);

/** The same of several people at once, on a server; who is not away is left out. */
export async function readAwayOf(db: Db, personIds: readonly PersonId[]): Promise<Map<PersonId, Away>> {
  return new Map((await awayRows(db, personIds)).map((row) => [row.person_id, awayOf(row)]));
}

const awayRows = fixed((db, personIds: readonly PersonId[]) =>
  db.selectFrom('away').select(columnsOf('away')).where(among('person_id', personIds)),
);

const awayOf = (row: LedgerTables['away']): Away => ({
  fromDay: row.from_day,
  toDay: row.to_day,
  backAt: row.back_at,
  began: row.began === 1,
});

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
