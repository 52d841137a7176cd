import { roleById, roles } from '#content/catalogue.ts';
import type { RequestId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { rerouted } from '#domain/submit.ts';
import type { StoredRequest, Writing } from './ledger.ts';
import { routeNow } from './officials.ts';

/** How many waiting requests one change of officials moves at once; the rest follow with the next tasks. */
const mostAtOnce = 200;

/**
 * After officials of an organization came or went: waiting items find their way again, new officials get their cards,
 * old cards turn to "no longer yours", requesters are told. Called inside the change that moved the officials.
 */
export async function rerouteAt(record: Writing, organization: OrganizationKey, now: number): Promise<void> {
  const everywhere = organization === 'cms';
  const ids = await record.undecidedRequests(everywhere ? null : [organization], mostAtOnce);
  for (const id of ids) await rerouteRequest(record, id, now);
  await tellWaiting(record, organization, now);
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
async function rerouteRequest(record: Writing, requestId: RequestId, now: number): Promise<void> {
  const request = await record.request(requestId);
  if (!request) return;
  const moved = { held: [] as string[], pending: [] as string[], outside: [] as string[] };
  for (const item of request.items) {
    const { route } = await routeNow(
      record,
      roleById(request.roleId),
      item.organization,
      request.environment,
      request.requesterId,
    );
    const next = rerouted(item.state, route, now);
    if (next === null || !(await record.moveItem(item.id, item.state, next))) continue;
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
  // Read again: what is pending only now goes to officials who have no card yet.
  await refreshRequest(record, (await record.request(requestId)) ?? request, now);
}

/** Makes every message about a request true: each official's card, the requester's message, and her Home. */
export async function refreshRequest(record: Writing, request: StoredRequest, now: number): Promise<void> {
  const holders = new Set(await record.cardHolders(request.id));
  for (const item of request.items) {
    if (item.state.status !== 'pending') continue;
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
