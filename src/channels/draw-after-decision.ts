import type { Reading } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import type { Notice, SharedNotice } from '#application/task.ts';
import type { PersonId } from '#domain/person.ts';
import { type AfterNotice, afterNoticeMessage } from '#views/after-decision.ts';
import type { Message } from '#views/elements.ts';

/** Whether a notice is one of these. */
export function isShared(notice: Notice): notice is SharedNotice {
  return [
    'requester-gone',
    'taken-back',
    'approved-in-iqies',
    'rejected-in-iqies',
    'mail-came',
    'settled',
    'set-up',
    'set-up-failed',
  ].includes(notice.about);
}

/** One of them for one reader: an official reads of her own organizations only; nothing when she has none there any more. */
export async function drawAfterDecision(
  record: Reading,
  reader: PersonId,
  notice: SharedNotice,
): Promise<Message | null> {
  const stored = await record.request(notice.requestId);
  if (stored === null) return null;
  const request = await showRequest(record, stored);
  const toRequester = stored.requesterId === reader;
  const hers = hersOf(request, reader);
  const items = request.items.filter(({ id }) => notice.itemIds.includes(id) && (toRequester || hers.includes(id)));
  return items.length === 0 ? null : afterNoticeMessage(request, items, await inWords(record, notice), toRequester);
}

async function inWords(record: Reading, notice: SharedNotice): Promise<AfterNotice> {
  switch (notice.about) {
    case 'taken-back':
      return {
        about: notice.about,
        by: (await shownPerson(record, notice.by)).name,
        reason: await record.text(notice.textId),
      };
    case 'approved-in-iqies':
    case 'rejected-in-iqies':
      return { about: notice.about, by: (await shownPerson(record, notice.by)).name };
    case 'set-up':
      return { about: notice.about };
    case 'set-up-failed':
      return { about: notice.about, reason: notice.textId === null ? null : await record.text(notice.textId) };
    case 'mail-came':
    case 'requester-gone':
      return { about: notice.about };
    case 'settled':
      return { about: notice.about, as: notice.as, reason: await record.text(notice.textId) };
  }
}
