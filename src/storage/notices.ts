import { z } from 'zod';
import { type KeptNotice, noticeKinds, type OperatorNotice } from '#application/ledger.ts';
import type { MailUse } from '#application/mail-use.ts';
import type { Db } from './database.ts';
import type { Outgoing } from './enqueue.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** Writes a notice for the operator and sends it on its way; the same key is told once. */
export async function tellOperator(
  db: Db,
  outgoing: Outgoing,
  notice: OperatorNotice,
  now: number,
  mail: MailUse,
): Promise<void> {
  const row = {
    key: notice.key,
    at: now,
    about: notice.about,
    person_id: notice.personId ?? null,
    grant_id: notice.grantId ?? null,
    detail: notice.detail ?? null,
    text_id: notice.textId ?? null,
    done_at: null,
    mailed_at: null,
  };
  await db
    .insertInto('operator_notice')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const news = await outgoing.addOnce(`operator:${notice.key}`, { kind: 'operator', noticeKey: notice.key }, now);
  if (news && mail.tellsOperator) await outgoing.add({ kind: 'mail', mail: { about: 'operator' } }, now, now, true);
}

/** Notices, the open ones first, the newest of each first. */
export async function readNotices(db: Db, most: number): Promise<KeptNotice[]> {
  const rows = await db
    .selectFrom('operator_notice')
    .selectAll()
    .orderBy((eb) => eb.case().when('done_at', 'is', null).then(0).else(1).end())
    .orderBy('at', 'desc')
    .orderBy('key')
    .limit(most)
    .execute();
  return rows.map(noticeOf);
}

/** Open notices that did not go out by e-mail yet, oldest first, and when the last ones did. */
export async function readNoticesToMail(
  db: Db,
  most: number,
): Promise<{ notices: KeptNotice[]; lastAt: number | null }> {
  const rows = await db
    .selectFrom('operator_notice')
    .selectAll()
    .where('mailed_at', 'is', null)
    .where('done_at', 'is', null)
    .orderBy('at')
    .orderBy('key')
    .limit(most)
    .execute();
  const { last } = await db
    .selectFrom('operator_notice')
    .select((eb) => eb.fn.max('mailed_at').as('last'))
    .executeTakeFirstOrThrow();
  return { notices: rows.map(noticeOf), lastAt: last === null ? null : Number(last) };
}

/** Remembers that notices went out by e-mail. */
export async function noteMailed(db: Db, keys: readonly string[], now: number): Promise<void> {
  if (keys.length > 0)
    await db.updateTable('operator_notice').set({ mailed_at: now }).where('key', 'in', keys).execute();
}

/** One notice; null when there is none with this key. */
export async function readNotice(db: Db, key: string): Promise<KeptNotice | null> {
  const row = await db.selectFrom('operator_notice').selectAll().where('key', '=', key).executeTakeFirst();
  return row === undefined ? null : noticeOf(row);
}

/** Marks an open notice as handled. */
export async function handleNotice(db: Db, key: string, now: number): Promise<boolean> {
  const handled = await db
    .updateTable('operator_notice')
    .set({ done_at: now })
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .returning('key')
    .execute();
  return handled.length === 1;
}

function noticeOf(row: LedgerTables['operator_notice']): KeptNotice {
  return {
    key: row.key,
    at: row.at,
    doneAt: row.done_at,
    about: z.enum(noticeKinds).parse(row.about),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    ...(row.grant_id === null ? {} : { grantId: row.grant_id }),
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.text_id === null ? {} : { textId: row.text_id }),
  };
}
