import { roleById, roles } from '#content/catalogue.ts';
import type { Official } from '#domain/approvers.ts';
import type { RequestId } from '#domain/item.ts';
import { type OrganizationKey, organizationKey } from '#domain/organization.ts';
import { rerouted } from '#domain/submit.ts';
import type { Deps } from './deps.ts';
import type { Reading, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { mailOfficials } from './mail-officials.ts';
import { movedNow } from './moved-now.ts';
import { routeNow } from './officials.ts';
import { officialsChanged } from './officials-changed.ts';
import { refreshChecklist } from './refresh-checklist.ts';

/** How many open requests one step moves, and after how many items it stops: nobody else is served meanwhile. */
const mostRequests = 10;
const mostItems = 100;

/**
 * After officials of organizations came or went: waiting items find their way again, new officials get their cards, old
 * cards turn to "no longer yours", requesters are told. Called inside the change that moved the officials; the requests
 * follow as tasks, because an official of a chain has a hundred organizations and each of them many requests.
 */
export async function rerouteAt(
  record: Writing,
  organizations: readonly OrganizationKey[],
  now: number,
): Promise<void> {
  const changed = [...new Set(organizations)];
  if (changed.length > 0) await record.enqueue({ kind: 'reroute', organizations: changed, after: '' }, now);
  for (const organization of changed) await tellWaiting(record, organization, now);
  await officialsChanged(record, changed, now);
}

/** Moves the next requests that a change of officials concerns, in the order of their ids; the rest is another task. */
export function rerouteNext({ ledger, now }: Deps) {
  return (organizations: readonly OrganizationKey[], after: RequestId, mails: boolean = false): Promise<void> =>
    ledger.change(async (record) => {
      // CMS decides wherever an organization has no official of its own.
      const where = organizations.includes('cms') ? null : organizations;
      const ids = await record.openRequestsAt(where, after, mostRequests);
      let items = 0;
      for (const id of ids) {
        items += await rerouteRequest(record, id, organizations, now());
        const request = mails ? await record.request(id) : null;
        if (request !== null) await mailOfficials(record, request, now());
        const last = id === ids.at(-1);
        if (last ? ids.length === mostRequests : items >= mostItems)
          return record.enqueue({ kind: 'reroute', organizations, after: id, mails }, now());
      }
    });
}

/** After the operator's address lists changed: who may decide depends on them, so every open request is looked at. */
export function rerouteEverywhere({ ledger, now }: Deps) {
  return (): Promise<void> =>
    ledger.change((record) => record.enqueue({ kind: 'reroute', organizations: ['cms'], after: '' }, now()));
}

/** After e-mail was switched on: officials whom no chat reaches hear of every open request that waits for them. */
export function mailEverywhere({ ledger, now }: Deps) {
  return (): Promise<void> =>
    ledger.change((record) =>
      record.enqueue({ kind: 'reroute', organizations: ['cms'], after: '', mails: true }, now()),
    );
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

/** Finds the way of a request's undecided items again. @returns how many items it has */
async function rerouteRequest(
  record: Writing,
  requestId: RequestId,
  changed: readonly OrganizationKey[],
  now: number,
): Promise<number> {
  const request = await record.request(requestId);
  if (!request) return 0;
  const moved = { held: [] as string[], pending: [] as string[], outside: [] as string[] };
  let touched = false;
  const concerned = request.items.filter(
    ({ organization }) => changed.includes('cms') || changed.includes(organizationKey(organization)),
  );
  const places = concerned.map(({ organization }) => organizationKey(organization));
  const moves = await movedNow(record, places, now);
  for (const item of concerned) {
    const { route } = await routeNow(
      record,
      roleById(request.roleId),
      item.organization,
      request.environment,
      request.requesterId,
    );
    touched ||= changed.includes(organizationKey(item.organization)) || route.way !== 'ask';
    touched ||= route.way === 'ask' && route.officials.some((official) => changed.includes(official.organization));
    // What was asked for under a number that a facility no longer has waits for its requester.
    const hasMoved = moves.has(organizationKey(item.organization));
    touched ||= hasMoved;
    const next = rerouted(item.state, hasMoved ? nowhere : route, now);
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
  if (!touched) return request.items.length;
  // Read again: what is pending only now goes to officials who have no card yet.
  await refreshRequest(record, (await record.request(requestId)) ?? request, now);
  return request.items.length;
}

/** Nothing that time brings to a request comes sooner after a change, so it is looked at then. */
const lookAgainMs = 60 * 60 * 1000;

const nowhere = { way: 'not-known', rule: 'none-known' } as const;

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
    const here = await whoIsHere(record, route.officials);
    if (here.length === 0 && item.state.status === 'pending') await tellAllAway(record, request, item, now);
    for (const official of here.length === 0 ? route.officials : here) {
      if (official.personId !== null) holders.add(official.personId);
      else await record.enqueue({ kind: 'find-official', grantId: official.grantId }, now);
    }
  }
  for (const personId of holders) {
    await record.enqueue({ kind: 'card', requestId: request.id, personId }, now);
    await record.enqueue({ kind: 'home', personId }, now);
  }
  if (request.items.some(({ state }) => state.status === 'pending' || state.status === 'approved')) {
    const matter = { about: 'request', requestId: request.id } as const;
    await record.enqueueBy({ kind: 'due', matter }, now + lookAgainMs, now);
  }
  await record.enqueue({ kind: 'status', requestId: request.id, personId: request.requesterId }, now);
  await record.enqueue({ kind: 'home', personId: request.requesterId }, now);
  await refreshChecklist(record, request.requesterId, now);
  await mailOfficials(record, request, now);
}

/** Officials who are not away: what comes goes to them. She who is away keeps what she has, and decides if she likes. */
async function whoIsHere(record: Reading, officials: readonly Official[]): Promise<Official[]> {
  const here: Official[] = [];
  for (const official of officials)
    if (official.personId === null || !(await record.away(official.personId))?.began) here.push(official);
  return here;
}

/** Said once for each request and place. */
function tellAllAway(record: Writing, request: StoredRequest, item: StoredItem, now: number): Promise<void> {
  const detail = `${roleById(request.roleId).label}, ${item.place.name ?? organizationKey(item.organization)}`;
  return record.tellOperator(
    { key: `all-away:${item.id}`, about: 'all-away', personId: request.requesterId, detail },
    now,
  );
}
