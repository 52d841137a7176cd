import { type ExpressionBuilder, sql } from 'kysely';
import type { PlaceAt, Review, ReviewMark, ReviewPlace, RoleHolders } from '#application/ledger.ts';
import { roles } from '#content/catalogue.ts';
import type { Db } from './database.ts';
import { environmentOf, grantOf } from './rows.ts';
import { statedOf } from './stated.ts';
import type { Tables } from './tables.ts';

/** Reviews of who has what, in the database. */

const ordinary = roles.filter(({ official }) => !official).map(({ id }) => id);

/** A review, or the last one. */
export async function readReview(db: Db, reviewId?: string): Promise<Review | null> {
  let query = db.selectFrom('review').selectAll().orderBy('started_at', 'desc').orderBy('id').limit(1);
  if (reviewId !== undefined) query = query.where('id', '=', reviewId);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : { reviewId: row.id, startedAt: row.started_at, endedAt: row.ended_at };
}

/** Writes a review with a place for each organization and environment where somebody has an ordinary role. */
export async function insertReview(
  db: Db,
  reviewId: string,
  organizations: readonly string[] | null,
  now: number,
): Promise<number> {
  const place = (table: 'role_grant' | 'stated_role') => {
    const everywhere = db.selectFrom(table).select(['organization', 'environment']).where('role_id', 'in', ordinary);
    return organizations === null ? everywhere : everywhere.where('organization', 'in', [...organizations]);
  };
  const granted = place('role_grant').where(sql<boolean>`ended_at is null and standing = 'active'`);
  const stated = place('stated_role').where(sql<boolean>`settled_as is null`);
  const rows = await granted.union(stated).execute();
  // Where there is nothing to go through, the review of before stays the last.
  if (rows.length > 0)
    await db.insertInto('review').values({ id: reviewId, started_at: now, ended_at: null }).execute();
  for (let from = 0; from < rows.length; from += 200)
    await db
      .insertInto('review_place')
      .values(
        rows.slice(from, from + 200).map(({ organization, environment }) => ({
          ...{ review_id: reviewId, organization, environment },
          ...{ finished_at: null, finished_by: null, kept: null },
        })),
      )
      .execute();
  return rows.length;
}

/** Ends a review once. */
export async function endReview(db: Db, reviewId: string, now: number): Promise<boolean> {
  const ended = await db
    .updateTable('review')
    .set({ ended_at: now })
    .where('id', '=', reviewId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length === 1;
}

/** Places of a review, in their order. */
export async function readReviewPlaces(
  db: Db,
  reviewId: string,
  which: { organizations: readonly string[] } | { after: string; most: number; open: boolean },
): Promise<ReviewPlace[]> {
  if ('organizations' in which && which.organizations.length === 0) return [];
  let query = db
    .selectFrom('review_place')
    .selectAll()
    .where('review_id', '=', reviewId)
    .orderBy('organization')
    .orderBy('environment');
  if ('organizations' in which) query = query.where('organization', 'in', [...which.organizations]);
  else {
    const [organization = '', environment = ''] = splitKey(which.after);
    query = query
      .where((eb) =>
        eb.or([
          eb('organization', '>', organization),
          eb.and([eb('organization', '=', organization), eb('environment', '>', environment)]),
        ]),
      )
      .limit(which.most);
    if (which.open) query = query.where('finished_at', 'is', null);
  }
  return (await query.execute()).map((row) => ({
    organization: row.organization,
    environment: environmentOf(row.environment),
    finished: row.finished_at === null ? null : { at: row.finished_at, by: row.finished_by ?? '', kept: row.kept ?? 0 },
  }));
}

/** A contractor's name has spaces; an environment has none. */
function splitKey(key: string): string[] {
  const at = key.lastIndexOf(' ');
  return at < 0 ? [] : [key.slice(0, at), key.slice(at + 1)];
}

function isAt<T extends 'stated_role' | 'role_grant' | 'review_mark'>(_table: T, places: readonly PlaceAt[]) {
  return (eb: ExpressionBuilder<Tables, T>) => {
    const at = eb as unknown as ExpressionBuilder<Tables, 'stated_role'>;
    return at.or(
      places.map(({ organization, environment }) =>
        at.and([at('organization', '=', organization), at('environment', '=', environment)]),
      ),
    );
  };
}

/** A page of what a review goes through: what was stated first, then what is known. At least one place is named. */
export async function readReviewRows(
  db: Db,
  places: readonly PlaceAt[],
  from: number,
  most: number,
): Promise<RoleHolders> {
  const stated = db
    .selectFrom('stated_role')
    .where('settled_as', 'is', null)
    .where('role_id', 'in', ordinary)
    .where(isAt('stated_role', places));
  const granted = db
    .selectFrom('role_grant')
    .where('ended_at', 'is', null)
    .where('standing', '=', 'active')
    .where('role_id', 'in', ordinary)
    .where(isAt('role_grant', places));
  const inStated = await stated.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const inGranted = await granted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const before = Number(inStated.n);
  const statements = await stated.selectAll().orderBy('stated_at').orderBy('id').limit(most).offset(from).execute();
  const grants = await granted
    .selectAll()
    .orderBy('organization')
    .orderBy('role_id')
    .orderBy('started_at')
    .orderBy('id')
    .limit(most - statements.length)
    .offset(Math.max(0, from - before))
    .execute();
  return { statements: statements.map(statedOf), grants: grants.map(grantOf), all: before + Number(inGranted.n) };
}

/** What is to be removed. */
export async function readReviewMarks(
  db: Db,
  reviewId: string,
  places: readonly PlaceAt[] | null,
): Promise<ReviewMark[]> {
  let query = db
    .selectFrom('review_mark')
    .selectAll()
    .where('review_id', '=', reviewId)
    .orderBy('at')
    .orderBy('role_ref');
  if (places !== null) query = query.where(isAt('review_mark', places));
  return (await query.execute()).map((row) => ({
    ref: row.role_ref,
    organization: row.organization,
    environment: environmentOf(row.environment),
    by: row.marked_by,
    textId: row.text_id,
    at: row.at,
    removedAt: row.removed_at,
  }));
}

/** Finishes a place once. */
export async function finishPlace(
  db: Db,
  reviewId: string,
  { organization, environment }: PlaceAt,
  by: string,
  kept: number,
  now: number,
): Promise<boolean> {
  const finished = await db
    .updateTable('review_place')
    .set({ finished_at: now, finished_by: by, kept })
    .where('review_id', '=', reviewId)
    .where('organization', '=', organization)
    .where('environment', '=', environment)
    .where('finished_at', 'is', null)
    .returning('organization')
    .execute();
  return finished.length === 1;
}

/** Keeps a mark, or takes it away. */
export async function saveMark(
  db: Db,
  reviewId: string,
  ref: string,
  mark: Omit<ReviewMark, 'ref' | 'at' | 'removedAt'> | null,
  now: number,
): Promise<void> {
  await db
    .deleteFrom('review_mark')
    .where('review_id', '=', reviewId)
    .where('role_ref', '=', ref)
    .where('removed_at', 'is', null)
    .execute();
  if (mark === null) return;
  const { organization, environment, by, textId } = mark;
  await db
    .insertInto('review_mark')
    .values({
      ...{ review_id: reviewId, role_ref: ref, organization, environment },
      ...{ marked_by: by, text_id: textId, at: now, removed_at: null },
    })
    .execute();
}

/** Notes once that a marked role was removed. */
export async function noteRemoved(db: Db, reviewId: string, ref: string, now: number): Promise<boolean> {
  const noted = await db
    .updateTable('review_mark')
    .set({ removed_at: now })
    .where('review_id', '=', reviewId)
    .where('role_ref', '=', ref)
    .where('removed_at', 'is', null)
    .returning('role_ref')
    .execute();
  return noted.length === 1;
}
