import { roleById, roles } from '#content/catalogue.ts';
import type { RequestId } from '#domain/item.ts';
import { type OrganizationKey, organizationKey } from '#domain/organization.ts';
import { rerouted } from '#domain/submit.ts';
import type { Deps } from './deps.ts';
import type { StoredRequest, Writing } from './ledger.ts';
import { routeNow } from './officials.ts';

/**
 * How many open requests one change moves at once; the rest follow as tasks. Ten of a hundred facilities take 300 ms, and
 * nobody else is served meanwhile.
 */
const mostAtOnce = 10;

/**
 * After officials of an organization came or went: waiting items find their way again, new officials get their cards,
 * old cards turn to "no longer yours", requesters are told. Called inside the change that moved the officials.
 */
export async function rerouteAt(record: Writing, organization: OrganizationKey, now: number): Promise<void> {
  await rerouteSome(record, organization, null, now);
  await tellWaiting(record, organization, now);
}

/** Goes on where a change of officials left off. */
export function rerouteRest({ ledger, now }: Deps) {
  return (organization: OrganizationKey, after: RequestId): Promise<void> =>
    ledger.change((record) => rerouteSome(record, organization, after, now()));
}

/** After the operator's address lists changed: who may decide depends on them, so every open request is looked at. */
export function rerouteEverywhere({ ledger, now }: Deps) {
  return (): Promise<void> =>
    ledger.change((record) => record.enqueue({ kind: 'reroute', organization: 'cms', after: '' }, now()));
}

async function rerouteSome(
  record: Writing,
  organization: OrganizationKey,
  after: RequestId | null,
  now: number,
): Promise<void> {
  // CMS decides wherever an organization has no official of its own.
  const where = organization === 'cms' ? null : organization;
  const ids = await record.openRequestsAt(where, after, mostAtOnce);
  for (const id of ids) await rerouteRequest(record, id, organization, now);
  const last = ids.length === mostAtOnce ? ids.at(-1) : undefined;
  if (last !== undefined) await record.enqueue({ kind: 'reroute', organization, after: last }, now);
}

/** People whose form names a place without a known official hear when there is one. */
async function tellWaiting(record: Writing, organization: OrganizationKey, now: number): Promise<void> {
  const seats = roles.filter((role) => role.official).map((role) => ({ roleId: role.id, organization }));
  const officials = await record.officialsAt(seats);
  if (!officials.some((official) => official.reach !== 'not-in-chat')) return;
  for (const { personId, roleId } of await record.takeWaiting(organization)) {
    await record.enqueue({ kind: 'tell', personId, notice: { about: 'official-known', organization, roleId } }, now);
  }
}

/** Finds the way of one request's undecided items again. */
async function rerouteRequest(
  record: Writing,
  requestId: RequestId,
  changed: OrganizationKey,
  now: number,
): Promise<void> {
  const request = await record.request(requestId);
  if (!request) return;
  const moved = { held: [] as string[], pending: [] as string[], outside: [] as string[] };
  let touched = false;
  for (const item of request.items) {
    const { route } = await routeNow(
      record,
      roleById(request.roleId),
      item.organization,
      request.environment,
      request.requesterId,
    );
    touched ||= organizationKey(item.organization) === changed || route.way !== 'ask';
    touched ||= route.way === 'ask' && route.officials.some((official) => official.organization === changed);
    const next = rerouted(item.state, route, now);
    if (next === null || !(await record.moveItem(item.id, item.state, next))) continue;
    touched = true;
    await record.record(
      { kind: 'item-rerouted', requestId, itemId: item.id, data: { from: item.state.status, to: next.status } },
      now,
    );
    if (next.status === 'held' || next.status === 'pending' || next.status === 'outside')
      moved[next.status].push(item.id);
  }
  const tell = (about: 'held' | 'moved-on' | 'went-outside', itemIds: string[]) =>
    itemIds.length > 0
      ? record.enqueue({ kind: 'tell', personId: request.requesterId, notice: { about, requestId, itemIds } }, now)
      : undefined;
  await tell('held', moved.held);
  await tell('moved-on', moved.pending);
  await tell('went-outside', moved.outside);
  // A change at CMS concerns few of the requests that were looked at.
  if (!touched) return;
  // Read again: what is pending only now goes to officials who have no card yet.
  await refreshRequest(record, (await record.request(requestId)) ?? request, now);
}

/** Makes every message about a request true: each official's card, the requester's message, and her Home. */
export async function refreshRequest(record: Writing, request: StoredRequest, now: number): Promise<void> {
  const holders = new Set(await record.cardHolders(request.id));
  for (const item of request.items) {
    // What is approved but not done in iQIES yet is an official's to finish, also of one who came later.
    if (item.state.status !== 'pending' && item.state.status !== 'approved') continue;
    const { route } = await routeNow(
      record,
      roleById(request.roleId),
      item.organization,
      request.environment,
      request.requesterId,
    );
    if (route.way !== 'ask') continue;
    for (const official of route.officials) {
      if (official.personId !== null) holders.add(official.personId);
      else await record.enqueue({ kind: 'find-official', grantId: official.grantId }, now);
    }
  }
  for (const personId of holders) {
    await record.enqueue({ kind: 'card', requestId: request.id, personId }, now);
    await record.enqueue({ kind: 'home', personId }, now);
  }
  await record.enqueue({ kind: 'status', requestId: request.id, personId: request.requesterId }, now);
  await record.enqueue({ kind: 'home', personId: request.requesterId }, now);
}
