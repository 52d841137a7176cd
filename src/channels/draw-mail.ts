import type { Deps } from '#application/deps.ts';
import type { KnownPerson, Reading } from '#application/ledger.ts';
import { addressOf } from '#application/mail.ts';
import { stillSo } from '#application/still-so.ts';
import type { Notice, Task } from '#application/task.ts';
import { roleById } from '#content/catalogue.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import type { Platform } from '#domain/person.ts';
import { type Letter, noticeLetter } from '#views/letter.ts';
import { drawDepartureMail } from './draw-departure-mail.ts';
import { drawNumber } from './draw-number-mail.ts';
import { drawForOfficial, type WasSent } from './draw-official-mail.ts';
import { drawForOperator } from './draw-operator-mail.ts';
import { drawReminder } from './draw-reminder-mail.ts';
import { type Drawn, drawNotice } from './draw-task.ts';

/** Where a message of the bot stands in chat, as a link for the one who got it; null when none leads there. */
export type ChatLink = (platform: Platform, key: string | null) => Promise<string | null>;

/** An e-mail as it is to be sent: to one address, in the words that are true now. */
export interface DrawnMail {
  /** Names the e-mail where its task sends others, too: the same one goes out once. */
  once?: string;
  /** What is noted after it went out. */
  afterwards?(): Promise<void>;
  to: string;
  timeZone: string | null;
  letter: Letter;
}

export interface MailParts {
  chatLink: ChatLink;
  wasSent: WasSent;
  /** The operator's address. */
  operator: string | null;
}

/** Draws the e-mail of a task from the record as it is now; nothing when nobody is to be written to any more. */
export function drawMail(deps: Deps, { chatLink, wasSent, operator }: MailParts) {
  return async (task: Task): Promise<Drawn> => {
    const mail = await draw(task);
    return mail === null ? { kind: 'nothing' } : { kind: 'mail', mail };
  };

  async function draw(task: Task): Promise<DrawnMail | null> {
    if (task.kind === 'tell') return drawTold(deps, chatLink, task);
    if (task.kind !== 'mail') return null;
    if (task.mail.about === 'operator') return operator === null ? null : drawForOperator(deps, operator);
    if (task.mail.about === 'number') return drawNumber(deps, task.mail.numberId);
    if (task.mail.about === 'reminder') return drawReminder(deps, task.mail.grantId);
    if (task.mail.about === 'departure') return drawDepartureMail(deps, wasSent, operator, task.mail);
    return drawForOfficial(deps, chatLink, wasSent, task.mail);
  }
}

/** A decision, for the requester: she reads it in chat, too. */
async function drawTold(
  deps: Deps,
  chatLink: ChatLink,
  { personId, notice }: Extract<Task, { kind: 'tell' }>,
): Promise<DrawnMail | null> {
  const requestId = 'requestId' in notice ? notice.requestId : null;
  const drawn = await deps.ledger.read(async (record) => {
    const about = await aboutHers(record, personId, notice, requestId);
    const reader = about === null ? null : await readerOf(deps, record, personId);
    const now = reader === null ? null : await asItIs(record, personId, notice);
    const message = now === null ? null : await drawNotice(deps, record, personId, now);
    return about === null || reader === null || message === null ? null : { about, reader, message };
  });
  if (drawn === null) return null;
  const { about, reader, message } = drawn;
  const { platform } = reader.account.identity;
  const key = requestId === null ? null : `${platform === 'teams' ? 'teams/' : ''}status:${requestId}`;
  const to = await chatLink(platform, key);
  return {
    to: reader.address,
    timeZone: reader.account.timeZone,
    letter: noticeLetter(notice.about, about, message, to === null ? null : { platform, to }),
  };
}

/** A notice as far as it is still so; null when nothing of it is. */
async function asItIs(record: Reading, personId: string, notice: Notice): Promise<Notice | null> {
  if (notice.about === 'role-confirmed') {
    const decides = (await record.grantsOf(personId)).some(
      (grant) => grant.standing === 'active' && sameRoleAt(grant, notice),
    );
    return decides ? notice : null;
  }
  if (!('requestId' in notice && 'itemIds' in notice)) return notice;
  const request = await record.request(notice.requestId);
  return request === null ? null : stillSo(record, request, notice);
}

/** What a notice is about, where it is the requester's own; officials read theirs in chat. */
async function aboutHers(
  record: Reading,
  personId: string,
  notice: Extract<Task, { kind: 'tell' }>['notice'],
  requestId: string | null,
) {
  if ('roleId' in notice && 'environment' in notice)
    return { role: roleById(notice.roleId), environment: notice.environment };
  const request = requestId === null ? null : await record.request(requestId);
  return request === null || request.requesterId !== personId
    ? null
    : { role: roleById(request.roleId), environment: request.environment };
}

/** The account of hers that is live, with the address she is written to; null when there is none. */
async function readerOf(
  { settings, now }: Deps,
  record: Reading,
  personId: string,
): Promise<{ account: KnownPerson; address: string } | null> {
  for (const account of await record.accountsOf(personId)) {
    const address = account.account.switchedOff ? null : addressOf(account, settings.addresses.shared);
    if (address !== null && !(await record.mailRefused(address, now()))) return { account, address };
  }
  return null;
}
