import { roleById } from '#content/catalogue.ts';
import { afterBusinessDays } from '#domain/business-days.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import { organizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { pendingDue } from '#domain/waiting.ts';
import type { Deps } from './deps.ts';
import type { StoredItem, StoredRequest, Writing } from './ledger.ts';
import type { Matter } from './matter.ts';
import { officeOf } from './office.ts';
import { routeNow } from './officials.ts';
import { refreshRequest } from './reroute.ts';
import type { Notice } from './task.ts';

/**
 * What time brings to a request: its requester gets the officials' contacts, both sides hear that it will expire, it
 * expires; what is approved and not done in iQIES comes before the operator. Its officials' reminders are set here too.
 */
export function lookAtRequest(deps: Deps) {
  return ({ requestId }: Extract<Matter, { about: 'request' }>): Promise<void> =>
    deps.ledger.change(async (record) => {
      const request = await record.request(requestId);
      if (request === null) return;
      const now = deps.now();
      const due: DueItems = {
        contacts: [],
        'expires-soon': [],
        expired: [],
        nextAt: [],
        expiresAt: Number.POSITIVE_INFINITY,
      };
      for (const item of request.items) await lookAtItem(deps, record, request, item, due, now);
      await tell(record, request, due, now);
      if (due.expired.length > 0) await refreshRequest(record, (await record.request(requestId)) ?? request, now);
      for (const personId of await officialsOf(record, request))
        await record.enqueueBy({ kind: 'due', matter: { about: 'reminder', personId } }, now, now);
      const matter = { about: 'request', requestId } as const;
      if (due.nextAt.length > 0) await record.enqueueAt({ kind: 'due', matter }, Math.min(...due.nextAt), now);
    });
}

/** What is open is never without a time at which it is looked at, also where nothing more is to be said about it. */
const lookAtLeastMs = 30 * 24 * 60 * 60 * 1000;

/** Under which it is kept that people were told of the end of an item that waits since then. */
export const expiryKey = (itemId: ItemId, since: number): string => `expiry:${itemId}:${since}`;

interface DueItems {
  contacts: ItemId[];
  'expires-soon': ItemId[];
  expired: ItemId[];
  nextAt: number[];
  /** Of what expires soon: the first of it. */
  expiresAt: number;
}

async function lookAtItem(
  deps: Deps,
  record: Writing,
  request: StoredRequest,
  item: StoredItem,
  due: DueItems,
  now: number,
): Promise<void> {
  const { state } = item;
  const { times } = deps.settings;
  if (state.status === 'approved') {
    const at = afterBusinessDays(state.at, times.notDoneToOperatorAfter, officeOf(deps, null, null));
    if (now >= at) await tellNotDone(record, request, item, state.at, now);
    due.nextAt.push(now >= at ? now + lookAtLeastMs : at);
  }
  if (state.status !== 'pending') return;
  const keys = { contacts: `contacts:${item.id}:${state.since}`, expiry: expiryKey(item.id, state.since) };
  const said = { contactsSaidAt: await record.saidAt(keys.contacts), expirySaidAt: await record.saidAt(keys.expiry) };
  const requester = await record.person(request.requesterId);
  const office = officeOf(deps, requester?.timeZone ?? null, item.organization);
  const what = pendingDue({ since: state.since, ...said }, now, times, office);
  if (what.expires) return expire(record, item, due, now);
  if (what.contacts || what.expiresSoon) await record.say(keys.contacts, now);
  if (what.expiresSoon) await record.say(keys.expiry, now);
  if (what.contacts) due.contacts.push(item.id);
  if (what.expiresSoon && what.nextAt !== null) {
    due['expires-soon'].push(item.id);
    due.expiresAt = Math.min(due.expiresAt, what.nextAt);
  }
  if (what.nextAt !== null) due.nextAt.push(what.nextAt);
}

async function expire(record: Writing, item: StoredItem, due: DueItems, now: number): Promise<void> {
  if (!(await record.moveItem(item.id, item.state, { status: 'expired', at: now }))) return;
  await record.record({ kind: 'item-expired', requestId: item.requestId, itemId: item.id }, now);
  due.expired.push(item.id);
}

function tellNotDone(
  record: Writing,
  { requesterId, roleId }: StoredRequest,
  { id, organization, place }: StoredItem,
  approvedAt: number,
  now: number,
): Promise<void> {
  const where = place.name ?? organizationKey(organization);
  const detail = `${roleById(roleId).label}, ${where}, ${id}`;
  return record.tellOperator(
    { key: `not-done:${id}:${approvedAt}`, about: 'not-done', personId: requesterId, detail },
    now,
  );
}

/** The officials are reminded of what ends soon with all else that waits for them; that it is over they hear at once. */
async function tell(record: Writing, request: StoredRequest, due: DueItems, now: number): Promise<void> {
  const { id: requestId, requesterId } = request;
  for (const about of ['contacts', 'expires-soon', 'expired'] as const) {
    const itemIds = due[about];
    if (itemIds.length === 0) continue;
    const notice: Notice =
      about === 'expires-soon'
        ? { about, requestId, itemIds, expiresAt: due.expiresAt }
        : { about, requestId, itemIds };
    await record.enqueue({ kind: 'tell', personId: requesterId, notice }, now);
    if (about !== 'expired') continue;
    for (const personId of await officialsOf(record, request, itemIds))
      await record.enqueue({ kind: 'tell', personId, notice }, now);
  }
}

/** Officials in chat who are asked for what waits, or is still to be done; or for these items. */
async function officialsOf(
  record: Writing,
  request: StoredRequest,
  only: readonly ItemId[] | null = null,
): Promise<Set<PersonId>> {
  const found = new Set<PersonId>();
  for (const { id, organization, state } of request.items) {
    if (only === null ? state.status !== 'pending' && state.status !== 'approved' : !only.includes(id)) continue;
    const role = roleById(request.roleId);
    const { route } = await routeNow(record, role, organization, request.environment, request.requesterId);
    if (route.way !== 'ask') continue;
    for (const { personId } of route.officials) if (personId !== null) found.add(personId);
  }
  return found;
}

/** Sets a time for requests that have none: those from before this bot looked ahead. Called when it starts. */
export function rememberForgotten({ ledger, now }: Pick<Deps, 'ledger' | 'now'>) {
  return async (): Promise<void> => {
    let found: RequestId[];
    do {
      found = await ledger.change(async (record) => {
        const ids = await record.forgottenRequests(200);
        for (const requestId of ids)
          await record.enqueueAt({ kind: 'due', matter: { about: 'request', requestId } }, now(), now());
        return ids;
      });
    } while (found.length > 0);
  };
}
