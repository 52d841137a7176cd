import type { KnownAccount, PersonId } from './person.ts';

/** When a Slack and a Teams identity may be one person (rules, section 1). */

/** Two people who may be one, each by her platform. */
export interface Pair {
  slack: PersonId;
  teams: PersonId;
}

/** What was said about a pair so far. */
export interface JoinOffer extends Pair {
  slackYesAt: number | null;
  teamsYesAt: number | null;
  refusedAt: number | null;
}

/**
 * Whether two people may be one: each has one account, on different platforms, both may decide here, and they have the
 * same address. Only addresses that the platforms vouch for count; `problem` says whether this one does.
 */
export function mayJoin(first: readonly KnownAccount[], second: readonly KnownAccount[]): boolean {
  const [one, ...others] = first;
  const [two, ...more] = second;
  if (one === undefined || two === undefined || others.length + more.length > 0) return false;
  return (
    one.platform !== two.platform &&
    one.problem === null &&
    two.problem === null &&
    one.email !== null &&
    one.email.toLowerCase() === two.email?.toLowerCase()
  );
}
