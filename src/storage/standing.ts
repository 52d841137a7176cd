import { roles } from '#content/catalogue.ts';
import type { Db } from './database.ts';

/** What there is in the record, in numbers. */
export interface RecordStanding {
  lists: readonly { layout: string; rows: number; asOf: string }[];
  /** Addresses of people who decide something. */
  officialEmails: readonly string[];
  /** Roles that people recorded and the operator has not confirmed. */
  unconfirmed: number;
  /** Messages that were given up, by what they were and why. */
  dead: readonly { kind: string; error: string; count: number }[];
  /** Messages that should have gone out a while ago. */
  late: number;
  openNotices: number;
}

/** A message that is due for so long is not on its way. */
const lateMs = 10 * 60 * 1000;

/** Counts. @param now ms */
export async function readStanding(db: Db, now: number): Promise<RecordStanding> {
  const lists = await db
    .selectFrom('provider_list')
    .select(['layout', 'rows', 'as_of as asOf'])
    .where('active', '=', 1)
    .orderBy('layout')
    .execute();
  const officials = await db
    .selectFrom('role_grant as g')
    .leftJoin('account as a', 'a.person_id', 'g.person_id')
    .select(['g.email', 'a.email as accountEmail', 'g.standing'])
    .where('g.ended_at', 'is', null)
    .where(
      'g.role_id',
      'in',
      roles.filter(({ official }) => official).map(({ id }) => id),
    )
    .execute();
  const emails = officials
    .filter(({ standing }) => standing === 'active')
    .map(({ email, accountEmail }) => (accountEmail ?? email ?? '').toLowerCase());
  const dead = await db
    .selectFrom('outbox')
    .select((eb) => ['kind', 'last_error as error', eb.fn.countAll<number>().as('count')])
    .where('dead_at', 'is not', null)
    .groupBy(['kind', 'last_error'])
    .orderBy('kind')
    .orderBy('last_error')
    .execute();
  const late = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dead_at', 'is', null)
    .where('done_at', 'is', null)
    .where('due_at', '<', now - lateMs)
    .where('lease_until', '<', now - lateMs)
    .executeTakeFirstOrThrow();
  const notices = await db
    .selectFrom('operator_notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    lists,
    officialEmails: [...new Set(emails)].filter((email) => email !== ''),
    unconfirmed: officials.filter(({ standing }) => standing === 'unconfirmed').length,
    dead: dead.map(({ kind, error, count }) => ({ kind, error: error ?? 'unknown', count: Number(count) })),
    late: Number(late.count),
    openNotices: Number(notices.count),
  };
}
