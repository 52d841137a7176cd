import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  type DecisionWeek,
  type Overviews,
  type QuestionOverview,
  type RecordGauges,
  type ThinOverview,
  type UndecidedStatus,
  undecidedStatuses,
  type WaitingAt,
  type WaitingOverview,
} from '#application/overview.ts';
import type { Db } from './database.ts';
import { weekBegins, weekOf } from './decisions.ts';
import { countDead, countDue, readDeliveries } from './outbox-counts.ts';
import { readOpenQuestions } from './questions.ts';

/**
 * The operator's numbers. Each query reads an index and little else; the embedded database answers clicks between two of
 * them.
 */
export function openOverviews(db: Db): Overviews {
  const ended = byItsCost(1_000, () => countItems(db, endedStatuses));
  const thin = byItsCost(50, () => readThin(db));
  return {
    gauges: (now) => readGauges(db, now, ended),
    waiting: (now) => readWaitingPlaces(db, now),
    weeks: (now, most) => readWeeks(db, now, most),
    thin,
    questions: () => readQuestions(db),
    deliveries: (now) => readDeliveries(db, now),
  };
}

/** What was quick is counted each time; what was slow is kept for so many times as long as it took. */
function byItsCost<T>(times: number, count: () => Promise<T>): () => Promise<T> {
  let last: { counted: T; until: number } | null = null;
  return async () => {
    const from = performance.now();
    if (last !== null && from < last.until) return last.counted;
    const counted = await count();
    const to = performance.now();
    last = { counted, until: to + (to - from) * times };
    return counted;
  };
}

const dayMs = 24 * 60 * 60 * 1000;
const placesShown = 100;
const facilitiesShown = 100;
const questionsShown = 100;
/** Facilities that are looked at in one go. */
const facilitiesAtOnce = 400;
/** Bounds of the ages, in days. */
const ageBounds = [1, 3, 7, 14, 30] as const;

async function readGauges(db: Db, now: number, ended: () => Promise<ItemCount[]>): Promise<RecordGauges> {
  const items = await countItems(db, openStatuses);
  const { due, oldestDueMs } = await countDue(db, now);
  const notices = await db
    .selectFrom('operator_notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return {
    items: [...items, ...(await ended())],
    due,
    oldestDueMs,
    dead: await countDead(db),
    openNotices: Number(notices?.count ?? 0),
  };
}

type ItemCount = RecordGauges['items'][number];
const openStatuses = [...undecidedStatuses, 'approved'] as const;
/** Most of what there is after years: a million of them take a tenth of a second to count. */
const endedStatuses = ['active', 'rejected', 'withdrawn', 'expired'] as const;

async function countItems(db: Db, statuses: readonly string[]): Promise<ItemCount[]> {
  const counts: ItemCount[] = [];
  for (const status of statuses) {
    const row = await db
      .selectFrom('item')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('status', '=', status)
      .executeTakeFirst();
    counts.push({ status, count: Number(row?.count ?? 0) });
  }
  return counts;
}

/** One row for each place, status and age, out of the index of what waits. */
async function readWaitingPlaces(db: Db, now: number): Promise<WaitingOverview> {
  const bound = ageBounds.map((days) => now - days * dayMs);
  const age = sql<number>`case ${sql.join(
    bound.map((at, index) => sql`when asked_at > ${sql.lit(at)} then ${sql.lit(index)}`),
    sql` `,
  )} else ${sql.lit(bound.length)} end`;
  const rows = await db
    .selectFrom('item')
    .select(['organization', 'status', age.as('age')])
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('asked_at').as('oldest')])
    .where('status', 'in', undecidedStatuses)
    .groupBy(['status', 'organization', 'age'])
    .execute();
  const ages = [...ageBounds, null].map((underDays) => ({ underDays, counts: none() }));
  const places = new Map<string, { organization: string; counts: ReturnType<typeof none>; oldestAt: number }>();
  for (const { organization, status, age: at, count, oldest } of rows) {
    const as = status as UndecidedStatus;
    const place = places.get(organization) ?? { organization, counts: none(), oldestAt: now };
    places.set(organization, place);
    place.counts[as] += Number(count);
    place.oldestAt = Math.min(place.oldestAt, Number(oldest));
    const inAge = ages[Number(at)];
    if (inAge !== undefined) inAge.counts[as] += Number(count);
  }
  const sorted = [...places.values()].sort((a, b) => a.oldestAt - b.oldestAt);
  const shown: WaitingAt[] = [];
  for (const place of sorted.slice(0, placesShown)) shown.push({ ...place, ...(await nameOf(db, place.organization)) });
  return { ages, places: shown, more: Math.max(0, sorted.length - placesShown) };
}

const none = (): Record<UndecidedStatus, number> => ({ pending: 0, held: 0, outside: 0 });

/** As it was called when it was asked for last. */
async function nameOf(db: Db, organization: string): Promise<{ name: string | null; detail: string | null }> {
  const row = await db
    .selectFrom('item')
    .select(['place_name', 'place_detail'])
    .where('organization', '=', organization)
    .limit(1)
    .executeTakeFirst();
  return { name: row?.place_name ?? null, detail: row?.place_detail ?? null };
}

/** The middle one, and the one that nine of ten are not above, are taken out of the index in their order. */
async function readWeeks(db: Db, now: number, most: number): Promise<DecisionWeek[]> {
  const last = weekOf(now);
  const weeks: DecisionWeek[] = [];
  for (let week = last - most + 1; week <= last; week += 1) {
    const counted = await db
      .selectFrom('item')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('decided_week', '=', week)
      .executeTakeFirst();
    const decisions = Number(counted?.count ?? 0);
    const [lower, upper] = [
      await tookAt(db, week, Math.floor((decisions - 1) / 2)),
      await tookAt(db, week, Math.floor(decisions / 2)),
    ];
    weeks.push({
      beginsAt: weekBegins(week),
      decisions,
      medianMs: decisions === 0 ? null : (lower + upper) / 2,
      p90Ms: decisions === 0 ? null : await tookAt(db, week, Math.ceil(decisions * 0.9) - 1),
    });
    await breathe();
  }
  return weeks;
}

async function tookAt(db: Db, week: number, place: number): Promise<number> {
  if (place < 0) return 0;
  const row = await db
    .selectFrom('item')
    .select('took_ms')
    .where('decided_week', '=', week)
    .orderBy('took_ms')
    .limit(1)
    .offset(place)
    .executeTakeFirst();
  return Number(row?.took_ms ?? 0);
}

const official = 'provider-security-official';

/** All facilities that have a role or a request here, some at a time; counted in full, and shown where most waits. */
async function readThin(db: Db): Promise<ThinOverview> {
  const waiting = await waitingAtFacilities(db);
  const counts: [number, number] = [0, 0];
  const found: ThinOverview['facilities'] = [];
  for (let after = 'ccn:'; ; ) {
    const known = [...(await knownAfter(db, 'item', after)), ...(await knownAfter(db, 'role_grant', after))];
    const places = [...new Set(known)].sort().slice(0, facilitiesAtOnce);
    const last = places.at(-1);
    if (last === undefined) break;
    const officials = await officialsBetween(db, after, last);
    for (const place of places) {
      const has = officials.get(place) ?? 0;
      if (has > 1) continue;
      const as = has === 1 ? 1 : 0;
      counts[as] += 1;
      found.push({ ccn: place.slice(4), officials: as, waiting: waiting.get(place) ?? 0 });
    }
    after = last;
    await breathe();
  }
  found.sort((a, b) => b.waiting - a.waiting || a.officials - b.officials || (a.ccn < b.ccn ? -1 : 1));
  return { none: counts[0], one: counts[1], facilities: found.slice(0, facilitiesShown) };
}

/** Undecided items by facility, out of the index of what waits. */
async function waitingAtFacilities(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('item')
    .select((eb) => ['organization', eb.fn.countAll<number>().as('count')])
    .where('status', 'in', undecidedStatuses)
    .where('organization', '>=', 'ccn:')
    .where('organization', '<', 'ccn;')
    .groupBy('organization')
    .execute();
  return new Map(rows.map(({ organization, count }) => [organization, Number(count)]));
}

/** The next facilities in the order of the index, which is looked into once for each: its other rows are never touched. */
async function knownAfter(db: Db, table: 'item' | 'role_grant', after: string): Promise<string[]> {
  const of = sql.table(table);
  const { rows } = await sql<{ place: string | null }>`
    with recursive known(place) as (
      select min(organization) from ${of} where organization > ${after} and organization < 'ccn;'
      union all
      select (select min(organization) from ${of} where organization > known.place and organization < 'ccn;')
      from known where known.place is not null
    )
    select place from known limit ${facilitiesAtOnce}`.execute(db);
  return rows.flatMap(({ place }) => (place === null ? [] : [place]));
}

/** How many PSOs each facility has in iQIES' real environment, after one and up to another. */
async function officialsBetween(db: Db, after: string, last: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('role_grant as g')
    .leftJoin('account as a', 'a.person_id', 'g.person_id')
    .select(['g.organization', 'g.person_id', 'g.email', 'a.email as account_email'])
    .where('g.organization', '>', after)
    .where('g.organization', '<=', last)
    .where('g.role_id', '=', official)
    .where('g.environment', '=', 'production')
    .where('g.standing', '=', 'active')
    .where('g.ended_at', 'is', null)
    .execute();
  const people = Map.groupBy(rows, ({ organization }) => organization);
  return new Map(
    [...people].map(([organization, grants]) => [
      organization,
      new Set(grants.map(({ person_id, email, account_email }) => person_id ?? account_email ?? email ?? '')).size,
    ]),
  );
}

async function readQuestions(db: Db): Promise<QuestionOverview> {
  const counted = await db
    .selectFrom('question')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => eb.or([eb('outcome', 'in', ['unknown', 'suggest']), eb('helpful', '=', 0)]))
    .where('text_id', 'is not', null)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return { open: Number(counted?.count ?? 0), newest: await readOpenQuestions(db, questionsShown) };
}
