import type { RequestId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';

/**
 * Something that is to be looked at later. It says only what to look at: what is due then is decided from the record as it
 * is at that moment. All of its fields together name it; a matter has one due time, and asking again moves that.
 */
export type Matter =
  /** A request with something undecided, or approved and not done in iQIES. */
  | { about: 'request'; requestId: RequestId }
  /** Somebody who wants to be reminded to log in. */
  | { about: 'log-in'; personId: PersonId }
  /** What waits for an official, and has waited long enough to remind her. */
  | { about: 'reminder'; personId: PersonId }
  /** What waits for an official who is not in chat: reminders by e-mail. */
  | { about: 'mail-reminder'; grantId: string }
  /** An official who was reported to have left, or who said her last day. */
  | { about: 'departure'; departureId: string }
  /** A round of a review: who is asked, place by place. */
  | { about: 'review'; reviewId: string; round: number; after: string }
  /** A facility that gets another number on a day. */
  | { about: 'provider-move'; organization: OrganizationKey }
  /** A checklist that is under way. */
  | { about: 'checklist'; personId: PersonId }
  /** An official's absence, which begins or ends. */
  | { about: 'away'; personId: PersonId };

/** The same for equal matters, and different for others. */
export function matterKey(matter: Matter): string {
  const { about, ...which } = matter;
  const parts = Object.entries(which).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['due', about, ...parts.map(([, value]) => value)].join(':');
}
