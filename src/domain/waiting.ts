import { afterBusinessDays, lastAtWork, type Office } from './business-days.ts';
import type { ItemState } from './item.ts';
import type { Times } from './times.ts';

/** What time brings to something that waits (rules, sections 4 and 5). Pure: facts and the clock in, moments out. */

const dayMs = 24 * 60 * 60 * 1000;

/** Something that waits for a decision, and what was said about it already. */
export interface Pending {
  since: number;
  contactsSaidAt: number | null;
  expirySaidAt: number | null;
}

/** What is to be done about it now, in this order, and when to look again. */
export interface Due {
  contacts: boolean;
  expiresSoon: boolean;
  expires: boolean;
  nextAt: number | null;
}

/**
 * What is due about something that waits for a decision.
 * @param office of the requester, to whom the contacts go
 */
export function pendingDue(
  { since, contactsSaidAt, expirySaidAt }: Pending,
  now: number,
  times: Times,
  office: Office,
): Due {
  const contactsAt = contactsSaidAt === null ? afterBusinessDays(since, times.contactsAfter, office) : null;
  const soonAt = announcedAt(since, times);
  // Nothing expires that was not announced: after a time in which this bot did not run, it waits so many days longer.
  const expiresAt = endOf(since, expirySaidAt ?? (now >= soonAt ? now : soonAt), times);
  const expiresSoon = expirySaidAt === null && now >= soonAt;
  const expires = expirySaidAt !== null && now >= expiresAt;
  if (expires) return { contacts: false, expiresSoon: false, expires, nextAt: null };
  // What tells of the end names the officials too.
  const contacts = contactsAt !== null && now >= contactsAt && !expiresSoon;
  const ahead = [expirySaidAt === null && !expiresSoon ? soonAt : expiresAt];
  if (contactsAt !== null && !contacts && !expiresSoon) ahead.push(contactsAt);
  return { contacts, expiresSoon, expires, nextAt: Math.min(...ahead) };
}

/** When people are told that something will be over. */
const announcedAt = (since: number, times: Times): number =>
  since + (times.expireAfterDays - times.tellExpiryDaysBefore) * dayMs;

/** When something is over. @param announcedAt when people were told so */
const endOf = (since: number, announcedAt: number, times: Times): number =>
  Math.max(since + times.expireAfterDays * dayMs, announcedAt + times.tellExpiryDaysBefore * dayMs);

/** When something that waits is over, if that is near enough to be said; else null. */
export function endInSight(since: number, saidAt: number | null, now: number, times: Times): number | null {
  const end = endOf(since, saidAt ?? announcedAt(since, times), times);
  // An official is told on a day of work, which can be three days earlier.
  return end - now <= (times.tellExpiryDaysBefore + 4) * dayMs ? end : null;
}

/** When an official is to be reminded of an item. @param since when it became hers to do, or she was told of it */
export function reminderTimes(state: ItemState, since: number, times: Times, office: Office): number[] {
  switch (state.status) {
    case 'pending':
      return [
        ...times.remindAfter.map((days) => afterBusinessDays(Math.max(since, state.since), days, office)),
        // Once more before it is over, and not later than its requester hears of that.
        lastAtWork(announcedAt(state.since, times), office),
      ];
    case 'approved':
      return times.remindNotDoneAfter.map((days) => afterBusinessDays(Math.max(since, state.at), days, office));
    case 'outside':
      return times.remindAfter.map((days) => afterBusinessDays(since, days, office));
    case 'held':
    case 'active':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return [];
  }
}
