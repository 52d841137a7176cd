import { roleById } from '#content/catalogue.ts';
import { isUndecided } from '#domain/item.ts';
import type { Deps } from './deps.ts';
import type { Grant, StoredItem, StoredRequest } from './ledger.ts';
import { tellRemoved } from './provisioning.ts';
import { refreshRequest, rerouteAt } from './reroute.ts';
import { settleItem } from './settle-item.ts';

/** What the record knows a person by. */
export interface PersonTraces {
  /** Every id of hers; none: she stands on the operator's lists only. */
  ids: readonly string[];
  names: readonly string[];
  emails: readonly string[];
  /** Accounts as the operator writes them. */
  accounts: readonly string[];
  userIds: readonly string[];
  grantIds: readonly string[];
  /** Of these, those that have not ended. */
  standing: readonly string[];
}

/** Rows in which she is found by looking: texts, places of messages, clicks, drafts. */
export interface ScatteredTraces {
  textIds: readonly string[];
  replyIds: readonly string[];
  sentKeys: readonly string[];
  clickIds: readonly string[];
  draftKeys: readonly string[];
}

/** What there is to erase, for the operator to see first. */
export interface ErasePlan {
  traces: PersonTraces;
  /** Undecided, or approved and not done: withdrawn first. */
  open: { request: StoredRequest; items: readonly StoredItem[] }[];
  requests: number;
  /** Standing roles; those of a security official end only when the operator says so. */
  officialRoles: readonly Grant[];
  otherRoles: readonly Grant[];
}

/** The reason that officials read; it says nothing of the person and stays. */
const because = 'The person who asked was erased from the record of this bot.';
const requestsAtOnce = 10;

/** Looks at what there is of a person, and changes nothing. */
export function planErase({ ledger }: Pick<Deps, 'ledger'>) {
  return (named: { personId: string } | { email: string }): Promise<ErasePlan> =>
    ledger.read(async (record) => {
      const traces = await record.traces(named);
      const ids = traces.ids[0] === undefined ? { open: [], earlier: [] } : await record.requestIdsOf(traces.ids[0]);
      const open: ErasePlan['open'] = [];
      for (const id of ids.open) {
        const request = await record.request(id);
        const items = (request?.items ?? []).filter(({ state }) => isUndecided(state) || state.status === 'approved');
        if (request && items.length > 0) open.push({ request, items });
      }
      const grants: Grant[] = [];
      for (const id of traces.standing) {
        const grant = await record.grant(id);
        if (grant) grants.push(grant);
      }
      const official = ({ roleId }: Grant) => roleById(roleId).official;
      return {
        traces,
        open,
        requests: ids.open.length + ids.earlier.length,
        officialRoles: grants.filter(official),
        otherRoles: grants.filter((grant) => !official(grant)),
      };
    });
}

/**
 * Erases a person (rules, section 10): what is open is withdrawn and its officials told, her roles end, then everything
 * personal goes from every table in one change. Broken off, it goes on from where it was when it is called again. Whoever
 * writes again is a new person.
 * @returns how many texts were erased; null while something is being delivered to her: try again in a moment
 */
export function erasePerson(deps: Deps) {
  const { ledger, now } = deps;
  return async ({ traces, open, officialRoles, otherRoles, requests }: ErasePlan): Promise<number | null> => {
    for (const { items } of open) for (const item of items) await settleItem(deps)(item.id, 'withdrawn', because);
    await ledger.change(async (record) => {
      const ended: Grant[] = [];
      for (const grant of [...officialRoles, ...otherRoles]) {
        if (!(await record.endGrant(grant.grantId, now()))) continue;
        const subject = grant.personId === null ? {} : { subjectId: grant.personId };
        const data = { grantId: grant.grantId, because: 'erased' };
        await record.record({ kind: 'grant-ended', ...subject, platform: 'command-line', data }, now());
        if (grant.personId !== null) await tellRemoved(record, deps.settings, grant.personId, grant, now());
        ended.push(grant);
      }
      const seats = ended.filter(({ roleId }) => roleById(roleId).official);
      await rerouteAt(
        record,
        seats.map(({ organization }) => organization),
        now(),
      );
    });
    const scattered = await ledger.read((record) => record.scattered(traces, because));
    const erased = await ledger.change(async (record) => {
      if (!(await record.erase(traces, scattered, now()))) return false;
      const [personId] = traces.ids;
      const subject = personId === undefined ? {} : { subjectId: personId };
      const data = { requests, texts: scattered.textIds.length, grants: traces.grantIds.length };
      await record.record({ kind: 'person-erased', ...subject, platform: 'command-line', data }, now());
      return true;
    });
    if (!erased) return null;
    if (traces.ids[0] !== undefined) await drawAgain(deps, traces.ids[0]);
    return scattered.textIds.length;
  };
}

/** Officials' cards of her requests are drawn again, without her name. */
async function drawAgain({ ledger, now }: Deps, personId: string): Promise<void> {
  const { open, earlier } = await ledger.read((record) => record.requestIdsOf(personId));
  const ids = [...open, ...earlier];
  for (let from = 0; from < ids.length; from += requestsAtOnce)
    await ledger.change(async (record) => {
      for (const id of ids.slice(from, from + requestsAtOnce)) {
        const request = await record.request(id);
        if (request) await refreshRequest(record, request, now());
      }
    });
}
