import type { Reading, ReviewPlace } from '#application/ledger.ts';
import { shownOfficial, shownPerson } from '#application/officials.ts';
import { notAsked, reviewersOf } from '#application/review.ts';
import { reviewCommand as say } from '#copy/role-review.ts';
import { list } from '#copy/words.ts';
import type { Record } from '../../app.ts';
import { onRecord } from '../command.ts';
import type { Facts, Print } from '../print.ts';

/** The most places that are printed. */
const most = 500;

type Marks = Awaited<ReturnType<Reading['reviewMarks']>>;

/** Prints how far the last review is, place by place. */
export async function reviewStatus({ deps }: Record, print: Print): Promise<number> {
  const said = await deps.ledger.read(async (record): Promise<[string, Facts | null][]> => {
    const review = await record.review();
    if (review === null) return [[say.never, null]];
    const { reviewId, startedAt, endedAt } = review;
    const places = await record.reviewPlaces(reviewId, { after: '', most: 1_000_000, open: false });
    const marks = await record.reviewMarks(reviewId, null);
    const removed = marks.filter(({ removedAt }) => removedAt !== null).length;
    const kept = places.reduce((sum, { finished }) => sum + (finished?.kept ?? 0), 0);
    const finished = places.filter((place) => place.finished !== null).length;
    const printed: [string, Facts][] = [];
    for (const place of places.slice(0, most)) printed.push(await placeLine(record, place, marks));
    const total = {
      startedAt: new Date(startedAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      finished,
      places: places.length,
      kept,
      marked: marks.length - removed,
      removed,
    };
    return [
      [say.head(startedAt, endedAt, finished, places.length), total],
      [say.totals(kept, marks.length - removed, removed), null],
      ...printed,
      ...(places.length > most ? [[say.more(places.length - most), null] satisfies [string, null]] : []),
    ];
  });
  for (const [words, facts] of said) print(words, facts);
  return 0;
}

async function placeLine(record: Reading, place: ReviewPlace, marks: Marks): Promise<[string, Facts]> {
  const { organization, environment, finished } = place;
  const name = `${organization}${environment === 'training' ? ', training' : ''}`;
  const marked = marks.filter((mark) => mark.organization === organization && mark.environment === environment).length;
  const facts = { organization, environment, marked };
  if (finished !== null) {
    const by = (await shownPerson(record, finished.by)).name;
    const told = { ...facts, finishedAt: new Date(finished.at).toISOString(), by, kept: finished.kept };
    return [say.finished(name, by, finished.at, finished.kept, marked), told];
  }
  const missed = await notAsked(record, place);
  const officials: string[] = [];
  for (const id of await reviewersOf(record, place))
    if (!missed.some(({ personId }) => personId === id)) officials.push((await shownPerson(record, id)).name);
  const names: string[] = [];
  for (const one of missed) names.push((await shownOfficial(record, one)).name);
  const unasked = [...new Set(names)];
  return [say.open(name, list(officials, 5), list(unasked, 5)), { ...facts, finishedAt: null, officials, unasked }];
}

export const reviewStatusCommand = onRecord(
  {
    group: 'review',
    name: 'status',
    about: 'how far the last review is, place by place',
    json: 'the review in numbers, then a place',
    examples: ['review status'],
    takes: {},
    options: {},
  },
  (record, _given, print) => reviewStatus(record, print),
);
