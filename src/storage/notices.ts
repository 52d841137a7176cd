import { z } from 'zod';
import { noticeKinds, type OperatorNotice } from '#application/ledger.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { enqueueOnce } from './outbox.ts';

/** Writes a notice for the operator and sends it on its way; the same key is told once. */
export async function tellOperator(db: Db, notice: OperatorNotice, now: number): Promise<void> {
  const row = {
    key: notice.key,
    at: now,
    about: notice.about,
    person_id: notice.personId ?? null,
    grant_id: notice.grantId ?? null,
    detail: notice.detail ?? null,
  };
  await db
    .insertInto('operator_notice')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await enqueueOnce(db, `operator:${notice.key}`, { kind: 'operator', noticeKey: notice.key }, now);
}

/** A stored notice. */
export function noticeOf(row: LedgerTables['operator_notice']): OperatorNotice & { at: number } {
  return {
    key: row.key,
    at: row.at,
    about: z.enum(noticeKinds).parse(row.about),
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    ...(row.grant_id === null ? {} : { grantId: row.grant_id }),
    ...(row.detail === null ? {} : { detail: row.detail }),
  };
}
