import type { ReviewPlace } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { reviewersOf, startReview, stopReview } from '#application/review.ts';
import { refusals } from '#copy/refusals.ts';
import { reviewCommand as say } from '#copy/role-review.ts';
import { list } from '#copy/words.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Record } from '../app.ts';
import type { Print } from './record.ts';

/** The most places that are printed. */
const most = 500;

/** Starts a review of some organizations, or of all. @returns 1 when none was started; the sentence says why */
export async function reviewStart(
  { deps }: Record,
  { organization, all }: { organization?: string[]; all?: boolean },
  print: Print,
): Promise<number> {
  const named = organization ?? [];
  const keys = named.map((key) => parseOrganizationKey(key));
  const wrong = named[keys.indexOf(null)];
  if (wrong !== undefined || (named.length === 0) === (all !== true)) {
    print(wrong === undefined ? say.which : say.wrong(wrong));
    return 1;
  }
  const wanted = all === true ? null : keys.flatMap((key) => (key === null ? [] : [organizationKey(key)]));
  const answer = await startReview(deps)(wanted);
  if (!answer.ok) print(refusals[answer.refusal]);
  else print(answer.value.places === 0 ? say.nothing : say.started(answer.value.places));
  return answer.ok && answer.value.places > 0 ? 0 : 1;
}

/** Ends an open review. @returns 1 when none is open */
export async function reviewStop({ deps }: Record, print: Print): Promise<number> {
  const answer = await stopReview(deps)();
  print(answer.ok ? say.stopped : refusals[answer.refusal]);
  return answer.ok ? 0 : 1;
}

/** Prints how far the last review is, place by place. */
export async function reviewStatus({ deps }: Record, print: Print): Promise<number> {
  const lines = await deps.ledger.read(async (record) => {
    const review = await record.review();
    if (review === null) return [say.never];
    const { reviewId, startedAt, endedAt } = review;
    const places = await record.reviewPlaces(reviewId, { after: '', most: 1_000_000, open: false });
    const marks = await record.reviewMarks(reviewId, null);
    const removed = marks.filter(({ removedAt }) => removedAt !== null).length;
    const kept = places.reduce((sum, { finished }) => sum + (finished?.kept ?? 0), 0);
    const done = places.filter(({ finished }) => finished !== null).length;
    const line = async (place: ReviewPlace): Promise<string> => {
      const name = `${place.organization}${place.environment === 'training' ? ', training' : ''}`;
      const here = marks.filter(
        (mark) => mark.organization === place.organization && mark.environment === place.environment,
      );
      if (place.finished !== null) {
        const by = (await shownPerson(record, place.finished.by)).name;
        return say.finished(name, by, place.finished.at, place.finished.kept, here.length);
      }
      const officials: string[] = [];
      for (const id of await reviewersOf(record, place)) officials.push((await shownPerson(record, id)).name);
      return say.open(name, list(officials, 5));
    };
    const printed: string[] = [];
    for (const place of places.slice(0, most)) printed.push(await line(place));
    return [
      say.head(startedAt, endedAt, done, places.length),
      say.totals(kept, marks.length - removed, removed),
      ...printed,
      ...(places.length > most ? [say.more(places.length - most)] : []),
    ];
  });
  for (const line of lines) print(line);
  return 0;
}
