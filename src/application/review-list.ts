import { parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { ReviewResult, ShownReview } from '#domain/shown.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading, ReviewMark, ReviewPlace } from './ledger.ts';
import { actorOf, shownPerson } from './officials.ts';
import { placesOfReviewer } from './review.ts';
import { holderRows, named } from './who-has-what.ts';

/** What an official sees of a review: her one list, page by page, and what came of it. */

/** A page of her list, true now. @param page from 0; one past the end is the last */
export function reviewList({ ledger, providers, settings }: Pick<Deps, 'ledger' | 'providers' | 'settings'>) {
  return async (person: KnownPerson, page: number, most: number): Promise<Answer<ShownReview>> => {
    const read = await ledger.read(async (record) => {
      const { problem } = actorOf(person, settings.addresses);
      if (problem !== null) return no(problem);
      const review = await record.review();
      const places = review === null ? [] : await placesOfReviewer(record, review, person);
      if (review === null || places.length === 0) return no('review-none');
      const open = review.endedAt === null ? places.filter(({ finished }) => finished === null) : [];
      const marks = open.length === 0 ? [] : await record.reviewMarks(review.reviewId, open);
      let found = { statements: [], grants: [], all: 0 } as Awaited<ReturnType<Reading['reviewRows']>>;
      if (open.length > 0) found = await record.reviewRows(open, page * most, most);
      const last = Math.max(0, Math.ceil(found.all / most) - 1);
      if (page > last) found = await record.reviewRows(open, last * most, most);
      return yes({
        rows: await holderRows(record, found, person, settings),
        words: await wordsOf(record, marks),
        done: await doneBy(record, places),
        ...{ all: found.all, page: Math.min(page, last), open: open.length },
      });
    });
    if (!read.ok) return read;
    const { rows, words, done, ...rest } = read.value;
    const holders = await named(providers, rows);
    const names = await providers.find(done.flatMap(({ key }) => (key.startsWith('ccn:') ? [key.slice(4)] : [])));
    return yes({
      ...rest,
      marked: words.size,
      rows: holders.map((holder) => ({
        ...holder,
        mark: words.get(holder.ref) ?? null,
        own: holder.person.personId === person.personId,
      })),
      done: done.flatMap(({ key, by, at }) => {
        const organization = parseOrganizationKey(key);
        if (organization === null) return [];
        return [{ organization, placeName: names.get(key.slice(4))?.name ?? null, by, at }];
      }),
    });
  };
}

async function wordsOf(record: Reading, marks: readonly ReviewMark[]) {
  const words = new Map<string, { words: string | null; by: string }>();
  for (const { ref, by, textId, removedAt } of marks)
    if (removedAt === null)
      words.set(ref, { words: await record.text(textId), by: (await shownPerson(record, by)).name });
  return words;
}

async function doneBy(record: Reading, places: readonly ReviewPlace[]) {
  const done: { key: string; by: string; at: number }[] = [];
  for (const { organization, finished } of places)
    if (finished !== null)
      done.push({ key: organization, by: (await shownPerson(record, finished.by)).name, at: finished.at });
  return done;
}

/** What came of a review at her finished places; null when there are none. */
export async function reviewResult(
  record: Reading,
  reviewId: string,
  personId: PersonId,
): Promise<ReviewResult | null> {
  const review = await record.review(reviewId);
  const places = review === null ? [] : await placesOfReviewer(record, review, { personId });
  const finished = places.filter((place) => place.finished !== null);
  if (finished.length === 0) return null;
  const marks = await record.reviewMarks(reviewId, finished);
  const removed = marks.filter(({ removedAt }) => removedAt !== null).length;
  return {
    reviewId,
    places: finished.length,
    kept: finished.reduce((sum, place) => sum + (place.finished?.kept ?? 0), 0),
    marked: marks.length - removed,
    removed,
  };
}

/** How many of her places in the open review nobody has gone through. */
export async function openPlacesOf(record: Reading, reviewId: string, personId: PersonId): Promise<number> {
  const review = await record.review(reviewId);
  if (review === null || review.endedAt !== null) return 0;
  const places = await placesOfReviewer(record, review, { personId });
  return places.filter(({ finished }) => finished === null).length;
}
