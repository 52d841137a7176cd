import { facts } from '#content/facts.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { asksFor, trainingFirst } from './card.ts';
import { bold, dated, type Text } from './text.ts';
import { count, inOrAt, list, nameList, placeLabel, shortPlace } from './words.ts';

/** What people read when something waited long (model wording 16). */

const places = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => shortPlace(item.organization, item.placeName)),
    5,
  );

const roleAt = (request: ShownRequest, items: readonly ShownItem[]): string =>
  `${request.role.label} ${inOrAt(items)} ${places(items)}`;

const serviceCenter = `If that doesn’t help: Service Center, ${facts.serviceCenterPhone.value}, ${facts.serviceCenterEmail.value}.`;

/** Whom the requester can write to; the officials of these items, each once. */
function contacts(items: readonly ShownItem[]): string {
  const officials = new Map<string, ShownPerson>();
  for (const official of items.flatMap((item) => item.officials))
    officials.set(official.personId ?? official.name, official);
  const named = [...officials.values()].map(({ name, email }) => (email === null ? name : `${name} (${email})`));
  return named.length === 0 ? serviceCenter : `You can write to ${list(named, 5)}. ${serviceCenter}`;
}

/** After five business days: who could be asked. */
export const noAnswerYet = (request: ShownRequest, items: readonly ShownItem[]): Text => {
  const officials = items
    .flatMap((item) => item.officials)
    .filter((one, n, all) => all.findIndex(({ name }) => name === one.name) === n);
  return [
    trainingFirst(
      request.environment,
      `No answer from ${nameList(officials) || 'anybody'} yet about ${roleAt(request, items)}. ${contacts(items)}`,
    ),
  ];
};

/** To the requester, some days before it is over. */
export const endsSoon = (request: ShownRequest, items: readonly ShownItem[], at: number): Text => [
  trainingFirst(request.environment, `Nobody has decided about ${roleAt(request, items)} yet. On `),
  dated(at),
  ` it expires; you can ask again then. ${contacts(items)}`,
];

/** To the requester, when it is over. */
export const ended = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  trainingFirst(
    request.environment,
    `Nobody decided about ${roleAt(request, items)} in time, so it has expired here. If you sent it in iQIES too, it still waits there. You can ask again with what you entered.`,
  ),
];

/** To an official. */
export const endedForYou = (request: ShownRequest, items: readonly ShownItem[]): Text => [
  bold(asksFor(request)),
  ` ${inOrAt(items)} ${places(items)}. Nobody decided it in time, so it has expired here. If a request waits in iQIES, decide it there.`,
];

export const askAgain = 'Ask again';

/** The daily reminder and the dialog of all that waits. */
export const reminder = {
  title: (decide: number, toDo: number): string =>
    [
      ...(decide > 0 ? [`${count(decide, 'request waits', 'requests wait')} for your decision`] : []),
      ...(toDo > 0 ? [`${count(toDo, 'approval is', 'approvals are')} still to be entered in iQIES`] : []),
    ].join(', '),
  line: (
    request: ShownRequest,
    items: readonly ShownItem[],
    { since, decide, endsAt }: { since: number; decide: boolean; endsAt: number | null },
  ): Text => [
    bold(asksFor(request)),
    ` ${inOrAt(items)} ${list(
      items.map((item) => placeLabel(item.organization, item.placeName)),
      3,
    )}. ${decide ? 'Waiting for your decision since ' : 'Approved, still to be done in iQIES, since '}`,
    dated(since),
    ...(endsAt === null ? ['.'] : ['. On ', dated(endsAt), ' it expires.']),
  ],
  more: (n: number): Text => [`And ${n} more.`],
  older: (at: number): Text => ['The reminder of ', dated(at), '. What waits for you stands in a newer one.'],
  open: 'Open',
  all: 'Waiting for me',
  nothing: ['Nothing waits for you.'] as Text,
} as const;
