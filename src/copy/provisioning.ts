import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { logIn } from './after-decision.ts';
import { trainingFirst } from './card.ts';
import { reasonGiven } from './known-from.ts';
import type { Text } from './text.ts';
import { inOrAt, list, shortPlace } from './words.ts';

/** Messages about roles that the operator's own system sets up. */

function roleAt({ role }: ShownRequest, items: readonly ShownItem[]): string {
  const places = items.map((item) => shortPlace(item.organization, item.placeName));
  return `${role.label} ${inOrAt(items)} ${list(places, 5)}`;
}

/** It is set up: to the requester, and to officials, who have nothing left to do. */
export const setUpWords = (request: ShownRequest, items: readonly ShownItem[], toRequester: boolean): Text =>
  toRequester
    ? [trainingFirst(request.environment, `${roleAt(request, items)} was set up. `), ...logIn(request)]
    : [
        trainingFirst(
          request.environment,
          `${roleAt(request, items)} was set up for ${request.requester.name}. Nothing is left for you to do.`,
        ),
      ];

/** It could not be set up: to officials. */
export const setUpFailed = (request: ShownRequest, items: readonly ShownItem[], reason: string | null): Text => [
  trainingFirst(
    request.environment,
    `${roleAt(request, items)} could not be set up for ${request.requester.name} by the system of the people who run this bot. They have been told.`,
  ),
  reasonGiven(reason),
  ' You can do it in iQIES, and press “Done in iQIES” on the card.',
];
