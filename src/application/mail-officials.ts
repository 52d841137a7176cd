import { roleById } from '#content/catalogue.ts';
import type { Official, Route } from '#domain/approvers.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { mayBeWrittenTo } from './mail.ts';
import { routeNow } from './officials.ts';
import type { RequestMail } from './task.ts';

/** Officials whom no chat reaches: each gets one e-mail about a request, and another when nothing is left of it for her. */

/** What waits for somebody who is written to. `grantId` is one of hers. */
interface Waiting {
  address: string;
  grantId: string;
  itemIds: ItemId[];
}

/**
 * Sends the e-mails that a request wants now: to those for whom something waits and who were not told, and to those who
 * were told and for whom nothing is left. Called wherever messages about a request are made true.
 */
export async function mailOfficials(record: Writing, request: StoredRequest, now: number): Promise<void> {
  if (!record.mailUse.sends) return;
  const waiting = await waitingByMail(record, request);
  const told = await toldByMail(record, request.id);
  for (const { address, grantId } of waiting) {
    const before = told.get(address);
    const next = { about: 'request', requestId: request.id } as const;
    if (before === undefined) await record.mailOnce({ ...next, grantId, round: 1 }, now);
    else if (before.about === 'request-over')
      await record.mailOnce({ ...next, grantId: before.grantId, round: before.round + 1 }, now);
    const named = await grantNaming(record, address, grantId);
    if (before?.about !== 'request') await record.say(mailedKey(request.id, named), now);
    const matter = { about: 'mail-reminder', grantId: named } as const;
    await record.enqueueBy({ kind: 'due', matter }, now + lookAgainMs, now);
  }
  for (const [address, last] of told)
    if (last.about === 'request' && !waiting.some((one) => one.address === address))
      await record.mailOnce({ ...last, about: 'request-over' }, now);
}

/** No reminder comes sooner after an e-mail, so what is to be reminded of is looked at then. */
const lookAgainMs = 60 * 60 * 1000;

/** When she was written to about a request. */
export const mailedKey = (requestId: RequestId, grantId: string): string => `mailed:${requestId}:${grantId}`;

/** Of the grants of an address the one by which it is named: the same for all her requests. */
async function grantNaming(record: Reading, address: string, grantId: string): Promise<string> {
  const grants = [...(await record.unboundGrants(address)), ...(await record.boundGrants(address))];
  return grants.map((grant) => grant.grantId).sort()[0] ?? grantId;
}

/** The same for a request by its id: an official could not be reached in chat just now. */
export function mailInstead({ ledger, now }: Deps) {
  return async (requestId: RequestId): Promise<void> => {
    await ledger.change(async (record) => {
      const request = await record.request(requestId);
      if (request !== null) await mailOfficials(record, request, now());
    });
  };
}

/** The last e-mail about a request to each address. */
async function toldByMail(record: Reading, requestId: RequestId): Promise<Map<string, RequestMail>> {
  const last = new Map<string, RequestMail>();
  for (const mail of await record.mailsAbout(requestId)) {
    const address = await addressOfGrant(record, mail.grantId);
    if (address !== null) last.set(address, mail);
  }
  return last;
}

/** Undecided items of a request that wait for officials whom no chat reaches, by address. */
export async function waitingByMail(record: Reading, request: StoredRequest): Promise<Waiting[]> {
  const waiting = new Map<string, Waiting>();
  const reached = new Map<string, boolean>();
  const own = new Set(
    (await record.accountsOf(request.requesterId)).map(({ account }) => account.email?.toLowerCase()),
  );
  for (const item of request.items) {
    if (item.state.status !== 'pending' && item.state.status !== 'outside') continue;
    for (const official of await notInChat(record, request, item, reached)) {
      const address = await addressOfGrant(record, official.grantId);
      // Her own request is nobody's to decide for herself, also where no account is bound to the address.
      if (address === null || own.has(address)) continue;
      const known = waiting.get(address) ?? { address, grantId: official.grantId, itemIds: [] };
      waiting.set(address, { ...known, itemIds: [...new Set([...known.itemIds, item.id])] });
    }
  }
  return [...waiting.values()];
}

/** Items of a request for which the grants of an address count, whatever became of them. */
export async function itemsOfAddress(record: Reading, request: StoredRequest, address: string): Promise<ItemId[]> {
  const ids: ItemId[] = [];
  for (const item of request.items) {
    const { officials } = await routed(record, request, item);
    for (const { grantId } of officials)
      if ((await addressOfGrant(record, grantId)) === address && !ids.includes(item.id)) ids.push(item.id);
  }
  return ids;
}

const routed = (record: Reading, request: StoredRequest, item: StoredItem) =>
  routeNow(record, roleById(request.roleId), item.organization, request.environment, request.requesterId);

async function notInChat(
  record: Reading,
  request: StoredRequest,
  item: StoredItem,
  reached: Map<string, boolean>,
): Promise<Official[]> {
  const { route, officials } = await routed(record, request, item);
  const found: Official[] = [];
  for (const official of seatedWith(route, officials)) {
    const { personId } = official;
    if (personId === request.requesterId || official.reach === 'unchecked') continue;
    if (official.reach === 'in-chat' && personId !== null) {
      const is = reached.get(personId) ?? (await record.isReachedInChat(personId));
      reached.set(personId, is);
      if (is) continue;
    }
    found.push(official);
  }
  return found;
}

/** Those who sit where the route leads, in chat or not. */
function seatedWith(route: Route, officials: readonly Official[]): readonly Official[] {
  switch (route.way) {
    case 'outside':
      return route.knownByEmail;
    case 'not-known':
      return [];
    case 'ask': {
      const [first] = route.officials;
      return officials.filter(
        ({ roleId, organization, environment }) =>
          roleId === first?.roleId && organization === first.organization && environment === first.environment,
      );
    }
  }
}

/** Where the person of a grant is written to: as it stands on the operator's list, else at her account's address. */
export async function addressOfGrant(record: Reading, grantId: string): Promise<string | null> {
  const grant = await record.grant(grantId);
  if (grant === null) return null;
  const address = grant.email ?? (grant.personId === null ? null : vouched(await record.person(grant.personId)));
  return address?.toLowerCase() ?? null;
}

const vouched = (person: KnownPerson | null): string | null =>
  person?.account.emailConfirmed && !person.heldTwice ? person.account.email : null;

/** Whether an e-mail may go to an official's address: not where others read it, nor where no mail arrives. */
export async function takesMail({ settings, now }: Deps, record: Reading, address: string): Promise<boolean> {
  return mayBeWrittenTo(address, settings.addresses.shared) && !(await record.mailRefused(address, now()));
}
