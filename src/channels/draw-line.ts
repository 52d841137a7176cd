import type { Reading } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import { isOfficialOf } from '#application/talk.ts';
import type { RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { Message } from '#views/elements.ts';
import { lineMessage } from '#views/talk.ts';

/** A line for one of those it was written to; nothing when she is no party of the request any more. */
export async function drawLine(
  record: Reading,
  reader: PersonId,
  { requestId, position, answers }: { requestId: RequestId; position: number; answers: boolean },
): Promise<Message | null> {
  const stored = await record.request(requestId);
  const line = await record.talkLine(requestId, position);
  if (stored === null || line === null) return null;
  const requester = stored.requesterId === reader;
  if (!requester && !(await isOfficialOf(record, stored, reader))) return null;
  const request = await showRequest(record, stored);
  const author = await shownPerson(record, line.authorId);
  return lineMessage(request, { ...line, author }, answers, { requester, items: hersOf(request, reader) });
}
