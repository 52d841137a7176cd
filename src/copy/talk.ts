import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { trainingFirst } from './card.ts';
import { bold, type Text } from './text.ts';
import { firstName, inOrAt, list, nameList, shortPlace } from './words.ts';

/** The words around what officials and the requester write to each other. */

export const talk = {
  /** A long first name would cost the button: it is cut to fit. */
  ask: (requester: ShownPerson): string => `Ask ${short(firstName(requester))}`,
  answer: 'Answer',
  writeTo: (official: ShownPerson): string => `Write to ${short(firstName(official))}`,
  askOfficials: 'Ask the security official',
  formTitle: 'Ask a question',
  answerTitle: 'Answer',
  send: 'Send',
  label: 'Your message',
  hint: 'No patient details, no passwords. Up to 500 characters.',
  goesTo: (people: readonly ShownPerson[]): string =>
    `It goes to ${nameList(people)}. All security officials of this request and the person who asked can read it.`,
  heading: 'Questions and answers',
  earlierUnderDetails: (n: number): string => `And ${n} earlier under Details.`,
  earlier: (n: number): string => `And ${n} earlier.`,
  erased: '(erased)',
} as const;

const short = (name: string): string => (name.length <= 14 ? name : `${name.slice(0, 13)}…`);

/** What a line is about. */
export const aboutRequest = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  trainingFirst(request.environment, 'About '),
  bold(request.role.label),
  ` for ${places(items)}, asked for by ${request.requester.name}.`,
];

const places = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => shortPlace(item.organization, item.placeName)),
    5,
  );

/** Who wrote, and about which request, as its reader knows it. */
export function wrote(
  request: ShownRequest,
  items: readonly ShownItem[],
  author: ShownPerson,
  answers: boolean,
  toRequester: boolean,
): string {
  const verb = answers ? 'answered' : 'asks';
  const whose = toRequester
    ? 'your request'
    : author.personId === request.requester.personId
      ? 'the request'
      : 'a request';
  return trainingFirst(
    request.environment,
    `${author.name} ${verb} about ${whose} for ${request.role.label} ${inOrAt(items)} ${places(items)}.`,
  );
}
