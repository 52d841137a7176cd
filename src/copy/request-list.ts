import type { Settlement } from '#domain/after-decision.ts';
import type { Environment } from '#domain/catalogue.ts';
import { type ItemState, tally } from '#domain/item.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { asksFor, whoAsks } from './card.ts';
import { cardKnownFrom } from './known-from.ts';
import { toldReason } from './reasons.ts';
import { statusTitle } from './status.ts';
import { plain } from './text.ts';
import { list, nameList, placeLabel } from './words.ts';

/** What the operator reads of requests in the terminal. Moments are UTC. */

const on = (ms: number): string => new Date(ms).toISOString();

/** One request in a list: its id, when, who, what and how it stands. */
export const requestLine = (request: ShownRequest): string =>
  `${request.id} ${on(request.submittedAt)} ${request.requester.name}: ${statusTitle(request, tally(request.items))}; ${list(
    request.items.map((item) => placeLabel(item.organization, item.placeName)),
    3,
  )}`;

/** One request with everything about its organizations. */
export function requestInFull(request: ShownRequest): string[] {
  return [
    `${request.id} ${asksFor(request)}`,
    plain(whoAsks(request)),
    ...(request.followsAt === null ? [] : [`Follows an earlier request, of ${on(request.followsAt)}.`]),
    ...request.items.map(
      (item) => `- ${item.id} ${placeLabel(item.organization, item.placeName)}: ${stateWords(request, item)}`,
    ),
  ];
}

function stateWords(request: ShownRequest, item: ShownItem): string {
  const sent = item.sentAt === null ? '' : ` Sent in iQIES, by the requester’s word, ${on(item.sentAt)}.`;
  const known = cardKnownFrom(request, [item], '');
  const confirm = item.unconfirmed ? ' It gives no authority until you confirm it.' : '';
  return `${item.state.status}. ${known === null ? detail(item, item.state) : plain(known)}${confirm}${sent}`.trim();
}

function detail({ officials, decidedBy, doneBy }: ShownItem, state: ItemState): string {
  const by = decidedBy?.name ?? '';
  switch (state.status) {
    case 'pending':
      return `Asked: ${nameList(officials)}.`;
    case 'held':
      return `It has no security official since ${on(state.since)}.`;
    case 'outside':
      return officials.length === 0 ? 'Decided in iQIES.' : `Decided in iQIES, by ${nameList(officials)}.`;
    case 'approved':
      return `By ${by}, ${on(state.at)}.`;
    case 'active':
      return `Approved by ${by}, ${on(state.at)}; done in iQIES by ${doneBy?.name ?? ''}, ${on(state.doneAt)}.`;
    case 'rejected':
      return `By ${by}, ${on(state.at)}: ${toldReason(state.reason, state.words, null)}`;
    case 'withdrawn':
    case 'expired':
      return `${on(state.at)}.`;
  }
}

export const noRequests = 'There is no request yet.';
export const noneOpen = 'Nothing waits for anybody.';
export const moreRequests = (most: number): string => `Only the newest ${most} are shown.`;
export const unknownRequest = (id: string): string =>
  `There is no request “${id.slice(0, 60)}”. “requests list” has their ids.`;
export const unknownItem = (id: string): string =>
  `There is no item “${id.slice(0, 60)}”. “requests show REQUEST” has their ids: the request’s id, a dot and a number.`;
export const unknownSettlement = (known: readonly string[]): string =>
  `Say --as ${list(known).replace(/ and (\S+)$/, ' or $1')}.`;
export const reasonMissing =
  'Say why with --reason "..." in a few words: the person who asked and the officials read it.';
export const staysAsItIs = (id: string, already: string | null): string =>
  already === null
    ? `${id} stays as it is: it is over already. “requests show” says how it stands.`
    : `${id} stays as it is: it is ${already} already.`;
export const settled = (id: string, as: Settlement): string =>
  `${id} is recorded as ${as}. The person who asked and the officials are told.`;

/** The words of `officials unconfirmed` and `officials confirm`. */
export const confirming = {
  line: (one: {
    grantId: string;
    role: string;
    organization: string;
    environment: Environment;
    startedAt: number;
    person: ShownPerson;
  }): string =>
    `${one.grantId} ${one.person.name}${one.person.email === null ? '' : ` <${one.person.email}>`}: ${one.role}, ${one.organization}, ${one.environment}, recorded ${on(one.startedAt)}`,
  none: 'Nothing waits to be confirmed.',
  how: 'Confirm one that you checked with: officials confirm ID',
  unknown: (id: string): string =>
    `There is no role “${id.slice(0, 60)}” to confirm. “officials unconfirmed” has their ids.`,
  done: (role: string, organization: string): string => `Confirmed: ${role}, ${organization}. The person is told.`,
} as const;
