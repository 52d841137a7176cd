import type { KnownPerson } from '#application/ledger.ts';
import type { MailUse } from '#application/mail-use.ts';
import { goesByMailToo, onlyWay, type Task } from '#application/task.ts';
import type { Db } from './database.ts';
import { newRowId } from './new-id.ts';
import { readAccounts } from './people.ts';
import type { Tables } from './tables.ts';

/** Which rows of the outbox a task is: on which platforms, in which lane, under which key. */

/** What is known when a task is written: whether there is e-mail, and what is under way for those who watch. */
export interface Sending extends MailUse {
  carry?(): string | null;
  /** The accounts of a person as the change under way sees them: each is read once. */
  accounts?(personId: string): Promise<KnownPerson[]>;
}

/** One row for each platform on which its person has a live account, and one for e-mail: each delivers its own. */
export async function newRows(db: Db, task: Task, key: string | null, now: number, mail: Sending): Promise<NewRow[]> {
  const only = onlyWay(task);
  const platforms = only !== null ? [only] : 'personId' in task ? await platformsOf(db, task.personId, mail) : ['any'];
  if (mail.sends && goesByMailToo(task)) platforms.push('email');
  const first = newRowId();
  const same = {
    kind: task.kind,
    request_id: requestOf(task),
    person_id: 'personId' in task ? task.personId : null,
    task: JSON.stringify(task),
    created_at: now,
    due_at: now,
    trace: mail.carry?.() ?? null,
  };
  return platforms.map((platform, index) => ({
    ...same,
    id: index === 0 ? first : newRowId(),
    platform,
    lane: `${platform}/${laneOf(task) ?? first}`,
    key: key === null ? null : keyOn(platform, key),
  }));
}

/** What differs between new rows. */
export type NewRow = Pick<
  Tables['outbox'],
  'id' | 'kind' | 'request_id' | 'person_id' | 'task' | 'created_at' | 'due_at' | 'platform' | 'lane' | 'key' | 'trace'
>;

/** Slack was there first, so its keys are the plain ones. */
const keyOn = (platform: string, key: string): string =>
  platform === 'teams' || platform === 'email' ? `${platform}/${key}` : key;

async function platformsOf(db: Db, personId: string, mail: Sending): Promise<string[]> {
  const accounts = await (mail.accounts?.(personId) ?? readAccounts(db, personId));
  const live = accounts.filter(({ account }) => !account.switchedOff);
  const platforms = new Set((live.length > 0 ? live : accounts).map(({ identity }) => identity.platform));
  return platforms.size > 0 ? [...platforms].sort() : ['slack'];
}

/** Tasks of one request keep their order, and so does what a person gets besides. */
function laneOf(task: Task): string | null {
  if (task.kind === 'operator') return 'operator';
  return requestOf(task) ?? ('personId' in task ? task.personId : null);
}

function requestOf(task: Task): string | null {
  if ('requestId' in task) return task.requestId;
  if (task.kind === 'mail' && 'departureId' in task.mail) return task.mail.departureId;
  if (task.kind === 'mail') return 'requestId' in task.mail ? task.mail.requestId : null;
  if ('departureId' in task) return task.departureId;
  return task.kind === 'tell' && 'requestId' in task.notice ? task.notice.requestId : null;
}
