import type { Reading } from '#application/ledger.ts';
import { openPlacesOf, reviewResult } from '#application/review-list.ts';
import type { Notice } from '#application/task.ts';
import type { PersonId } from '#domain/person.ts';
import type { Message } from '#views/elements.ts';
import { reviewMessage, reviewSummaryMessage } from '#views/role-review.ts';

/** Asks an official to go through her list, while a place of hers is open; or says what came of it. */
export async function drawReview(
  record: Reading,
  reader: PersonId,
  { about, reviewId, round }: Extract<Notice, { about: 'review-list' | 'review-summary' }>,
): Promise<Message | null> {
  if (about === 'review-list') {
    const open = await openPlacesOf(record, reviewId, reader);
    return open === 0 ? null : reviewMessage(open, round > 0);
  }
  const result = await reviewResult(record, reviewId, reader);
  return result === null ? null : reviewSummaryMessage(result);
}
