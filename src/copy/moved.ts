import type { WrittenDay } from '#domain/day.ts';
import type { Organization } from '#domain/organization.ts';
import type { ShownItem } from '#domain/shown.ts';
import { dayWords } from './days.ts';
import { bold, type Text } from './text.ts';
import { list, placeLabel } from './words.ts';

/** The words for a facility that has another CCN since a change of ownership. */

type MovedTo = { organization: Organization; on: WrittenDay };

/** To the requester: what happened, what it means. The next step is the button. */
export const movedText = (items: readonly ShownItem[], { organization, on }: MovedTo): Text => [
  bold(
    list(
      items.map((item) => placeLabel(item.organization, item.placeName)),
      5,
    ),
  ),
  `: the number of this facility is ${placeLabel(organization, null)} since ${dayWords(on)}. Nothing carries over, so your request waits. Move it to the new number.`,
];

export const moveButton = ({ organization }: MovedTo): string => `Move to ${placeLabel(organization, null)}`;

export const confirmMove = ({ organization }: MovedTo) => ({
  title: 'Move it?',
  text: `What waits under the old number is withdrawn, and the form opens filled in for ${placeLabel(organization, null)}. Nothing is sent until you submit it.`,
  yes: 'Move it',
  no: 'Go back',
});

/** What the operator reads. */
export const moving = {
  malformed: (typed: string): string => `“${typed.slice(0, 20)}” is no CCN.`,
  dateMissing: 'Say since when with --on 2026-11-30.',
  same: 'Both numbers are the same: with the same CCN nothing changes, and nothing was recorded.',
  unlisted: (ccn: string): string => `${ccn} is in none of your lists. Check it; it is recorded all the same.`,
  before: 'Another number was recorded for this facility before. Nothing was changed.',
  back: 'The new number was recorded as moved to the old one before. Nothing was changed.',
  noted: (old: string, became: string, on: WrittenDay): string =>
    `Recorded: ${old} became ${became} on ${dayWords(on)}. What waits under ${old} is kept from that day, and its requesters can move it. The first PSO of ${became} goes to CMS.`,
} as const;
