import type { Deps } from '#application/deps.ts';
import type { Reading } from '#application/ledger.ts';
import { remindedKey } from '#application/remind-official.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import type { Notice } from '#application/task.ts';
import { whatWaits } from '#application/what-waits.ts';
import type { PersonId } from '#domain/person.ts';
import type { Message } from '#views/elements.ts';
import { olderReminderMessage, reminderMessage, waitedLongMessage } from '#views/waiting.ts';

type WaitingNotice = Extract<Notice, { about: 'contacts' | 'expires-soon' | 'expired' | 'reminder' }>;

/** So much of what waits stands in one message. */
const shownWaiting = 10;

/** Whether time brought a notice. */
export function isOfTime(notice: Notice): notice is WaitingNotice {
  return ['contacts', 'expires-soon', 'expired', 'reminder'].includes(notice.about);
}

/** What time brought, for one reader, as it is now; nothing where it was decided meanwhile or is no longer hers. */
export async function drawOfTime(
  deps: Deps,
  record: Reading,
  reader: PersonId,
  notice: WaitingNotice,
): Promise<Message | null> {
  if (notice.about === 'reminder') {
    const lastAt = await record.saidAt(remindedKey(reader));
    if (notice.at !== undefined && lastAt !== null && lastAt > notice.at) return olderReminderMessage(notice.at);
    return reminderMessage(await whatWaits(deps, record, reader, shownWaiting));
  }
  const stored = await record.request(notice.requestId);
  if (stored === null) return null;
  const request = await showRequest(record, stored);
  const toRequester = stored.requesterId === reader;
  const hers = hersOf(request, reader);
  const still = notice.about === 'expired' ? 'expired' : 'pending';
  const items = request.items.filter(
    ({ id, state }) => notice.itemIds.includes(id) && state.status === still && (toRequester || hers.includes(id)),
  );
  return items.length === 0 ? null : waitedLongMessage(notice, request, items, toRequester);
}
