import type { Grant, KnownPerson, Writing } from './ledger.ts';
import { refreshChecklist } from './refresh-checklist.ts';

/** An ordinary role of the operator's list becomes the person's. It decides nothing, so nobody else is told. */
export async function bindRole(
  record: Writing,
  { grantId }: Pick<Grant, 'grantId'>,
  { personId, identity }: KnownPerson,
  at: number,
): Promise<void> {
  if (!(await record.bindGrant(grantId, personId))) return;
  await record.record(
    { kind: 'account-bound', subjectId: personId, platform: identity.platform, data: { grantId } },
    at,
  );
  await record.enqueue({ kind: 'home', personId }, at);
  await refreshChecklist(record, personId, at);
}
