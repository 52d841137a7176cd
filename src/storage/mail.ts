import type { RequestMail, Task } from '#application/task.ts';
import type { Db } from './database.ts';

/** Who is written to by e-mail, and what came of it. */

/** An address that was refused for good is tried again after so long: mailboxes are mended. */
const refusedForMs = 30 * 24 * 60 * 60 * 1000;

/** Whether a mail server refused this address for good, not long ago. */
export async function mailRefused(db: Db, address: string, now: number): Promise<boolean> {
  const since = now - refusedForMs;
  const email = address.toLowerCase();
  for (const table of ['role_grant', 'account'] as const) {
    const row = await db
      .selectFrom(table)
      .select('mail_refused_at')
      .where('email', '=', email)
      .where('mail_refused_at', '>', since)
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** Remembers it wherever the address stands, so that it is forgotten with it. */
export async function noteMailRefused(db: Db, address: string, now: number): Promise<void> {
  for (const table of ['role_grant', 'account'] as const)
    await db.updateTable(table).set({ mail_refused_at: now }).where('email', '=', address.toLowerCase()).execute();
}

/** Whether one of a person's live accounts is in a chat that takes messages, as far as is known. */
export async function isReachedInChat(db: Db, personId: string): Promise<boolean> {
  const rows = await db
    .selectFrom('account as a')
    .leftJoin('teams_reference as t', (on) =>
      on.onRef('t.tenant_id', '=', 'a.scope').onRef('t.object_id', '=', 'a.user_id'),
    )
    .select(['a.platform', 't.object_id', 't.unreachable'])
    .where('a.person_id', '=', personId)
    .where('a.switched_off', '=', 0)
    .where('a.unreachable_since', 'is', null)
    .execute();
  return rows.some((row) => row.platform !== 'teams' || (row.object_id !== null && row.unreachable === null));
}

/** E-mails to officials about a request, in the order in which they were asked for. */
export async function mailsAbout(db: Db, requestId: string): Promise<RequestMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('task')
    .where('request_id', '=', requestId)
    .where('kind', '=', 'mail')
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => {
    const task = JSON.parse(row.task) as Task;
    return task.kind === 'mail' && 'requestId' in task.mail ? [task.mail] : [];
  });
}
