import type { ReviewResult, ShownReview } from '#domain/shown.ts';
import { bold, dated, type Text } from './text.ts';
import { count, placeLabel } from './words.ts';

/** The words of a review: an official goes through who has what at her places. */

const places = (n: number): string => count(n, 'place', 'places');
const roles = (n: number): string => count(n, 'role', 'roles');

export const reviewWords = {
  button: 'Go through the list',
  title: 'Is this still right?',
  close: 'Later',
  done: 'Done',
  what: 'Mark the roles that should end, with a reason. Nothing is removed by a mark. At the end one press says that all others are right.',
  mark: 'Should end',
  unmark: 'It is right after all',
  own: 'Your own role: another official looks at it.',
  markTitle: 'Should this role end?',
  markSubmit: 'Mark it',
  keep: 'It is right',
  finish: 'All others are right',
  confirmFinish: (all: number, marked: number, open: number) => ({
    title: 'Finish the list?',
    text: `${roles(all - marked)} at ${places(open)} ${all - marked === 1 ? 'is' : 'are'} right, ${marked === 0 ? 'none' : marked} should end. The list is finished for the other officials there too.`,
    yes: 'Finish it',
    no: 'Not yet',
  }),
  remove: (n: number): string => `Remove the ${n === 1 ? 'one role' : `${n} roles`} now`,
  confirmRemove: (n: number) => ({
    title: 'Remove them?',
    text: `${roles(n)} ${n === 1 ? 'ends' : 'end'} here for good, with the reasons you wrote. Each person is told. iQIES doesn’t know of it: remove them there too.`,
    yes: 'Remove',
    no: 'Not now',
  }),
  none: 'Nothing is left to go through.',
  removed: (n: number): string =>
    `Removed here: ${roles(n)}. iQIES doesn’t know yet: sign in to iQIES and remove them there too.`,
} as const;

/** The message that asks for it. */
export const asksReview = (open: number, again: boolean): Text => [
  bold(again ? 'Still to do: ' : 'Please check: '),
  `who has what at ${open === 1 ? 'your place' : `your ${open} places`}. `,
  'The people who run this bot ask the security officials to go through it. It takes a few minutes; one finished list is enough for a place.',
];

export const markedLine = ({ words, by }: NonNullable<ShownReview['rows'][number]['mark']>): Text => [
  '\n',
  bold('Should end'),
  words === null ? `, says ${by}.` : `, says ${by}: “${words}”`,
];

export const doneLine = ({ organization, placeName, by, at }: ShownReview['done'][number]): Text => [
  `${placeLabel(organization, placeName)}: ${by} went through it on `,
  dated(at),
  '. Nothing for you to do.',
];

export const summary = ({ places: n, kept, marked, removed }: ReviewResult): Text => [
  bold('The list is finished. '),
  `${roles(kept)} at ${places(n)} ${kept === 1 ? 'is' : 'are'} right. `,
  marked + removed === 0
    ? 'None should end. Nothing is left for you to do.'
    : marked === 0
      ? `${roles(removed)} ended. Remove them in iQIES too, if that is not done yet.`
      : `${roles(marked)} should end; nothing is removed until you press the button.`,
];

/** The lines of the `review` commands. */
export const reviewCommand = {
  started: (n: number): string =>
    `Started: ${places(n)}. The security officials in chat are asked now, and weekly for four weeks.`,
  nothing: 'Nobody has a role there that could be gone through.',
  which: 'Say which: --all, or --organization with ccn:165326, state:IA, cms or contractor:mac/NAME.',
  wrong: (key: string): string => `"${key.slice(0, 60)}" is not ccn:165326, state:IA, cms or contractor:mac/NAME.`,
  never: 'No review was started yet.',
  noneOpen: 'No review is open.',
  stopped: 'Stopped. What was marked and not removed stays as it is.',
  head: (startedAt: number, endedAt: number | null, finished: number, all: number): string =>
    `Review of ${day(startedAt)}, ${endedAt === null ? 'open' : `ended ${day(endedAt)}`}: ${finished} of ${places(all)} gone through.`,
  totals: (kept: number, marked: number, removed: number): string =>
    `${kept} right, ${marked} should end, ${removed} removed.`,
  finished: (place: string, by: string, at: number, kept: number, marked: number): string =>
    `- ${place}: ${by} on ${day(at)}, ${kept} right, ${marked} to end or ended`,
  /** @param unasked officials whom no chat reaches: a list of people and their roles is not sent by e-mail */
  open: (place: string, officials: string, unasked: string): string =>
    `- ${place}: open, ${officials === '' ? 'and no official there is in chat' : `asked: ${officials}`}${unasked === '' ? '' : `; can’t be asked, no chat reaches: ${unasked}`}`,
  more: (n: number): string => `And ${n} more.`,
} as const;

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
