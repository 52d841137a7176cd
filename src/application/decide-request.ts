import { roleById } from '#content/catalogue.ts';
import { decidedInIqies, takeBack } from '#domain/after-decision.ts';
import { type Actor, approve, askToSend, markDone, type Rejection, reject } from '#domain/decide.ts';
import type { ItemId, ItemState, RequestId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { Answer, Refusal } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { EventKind, KnownPerson, StoredItem, StoredRequest, Writing } from './ledger.ts';
import { actorOf, routeNow } from './officials.ts';
import { tellDownstream } from './provisioning.ts';
import { refreshRequest } from './reroute.ts';
import { startRole } from './start-role.ts';
import type { Notice } from './task.ts';
import { tellOfficials } from './tell-officials.ts';
import { toConfirm } from './verify-official.ts';
import { watched } from './watch.ts';

/** What an official does with items of a request. */
export type Deed =
  | { deed: 'approve' }
  | { deed: 'reject'; rejection: Rejection }
  | { deed: 'done' }
  | { deed: 'ask-to-send' }
  | { deed: 'take-back'; words: string | null }
  | { deed: 'in-iqies'; outcome: 'approved' | 'rejected' };

export interface Deeds {
  person: KnownPerson;
  requestId: RequestId;
  /** The items of the card that was shown; only those are touched. */
  itemIds: readonly ItemId[];
  deed: Deed;
  /** Of the click or form: the same one does its deed once, whatever was taken back since. */
  once?: string | undefined;
}

export interface DeedResult {
  done: ItemId[];
  /** The reason for each item that stayed as it was. */
  refused: { itemId: ItemId; refusal: Refusal }[];
}

/**
 * Decides items of a request, each on its own, all in one change: one winner per item, the others learn who it was.
 * A click on what is no longer so is refused and recorded, and every copy of the card is made true either way.
 */
export function decideRequest({ ledger, settings, now, newId, watch }: Deps) {
  const decide = (deeds: Deeds): Promise<DeedResult> =>
    ledger.change(async (record) => {
      const at = now();
      const request = await record.request(deeds.requestId);
      const result: DeedResult = { done: [], refused: [] };
      if (!request)
        return { done: [], refused: deeds.itemIds.map((itemId) => ({ itemId, refusal: 'request-unknown' as const })) };
      const actor = actorOf(deeds.person, settings.addresses);
      const kept: Kept = {
        textId: null,
        moved: new Map(),
        unsent: new Set(),
        repeated: deeds.once !== undefined && (await record.clickDone(deeds.once)),
      };
      for (const itemId of deeds.itemIds) {
        const item = request.items.find((one) => one.id === itemId);
        const refusal = item ? await doOne(record, settings, request, item, actor, deeds, kept, at) : 'request-unknown';
        if (refusal === null) result.done.push(itemId);
        else result.refused.push({ itemId, refusal });
      }
      await recordRefusals(record, deeds, result, at);
      if (result.done.length > 0 && deeds.once !== undefined) await record.keepClick(deeds.once, at);
      if (result.done.length > 0) await follow(record, request, result.done, deeds, kept.textId, at, newId);
      const after = withMoved(request, kept);
      await passOn(record, settings, { before: request, after }, result.done, deeds.deed, at);
      await makeTrue(record, after, deeds.person, result, at);
      return result;
    });
  return watched(watch, 'decide-request', decide, ({ refused }) => (refused.length === 0 ? 'done' : 'refused'));
}

/** The operator's own system hears of an approval, and of one that was taken back. */
async function passOn(
  record: Writing,
  settings: Deps['settings'],
  { before, after }: { before: StoredRequest; after: StoredRequest },
  done: readonly ItemId[],
  { deed }: Deed,
  at: number,
): Promise<void> {
  if (settings.provisioning !== 'webhook') return;
  if (deed === 'approve') await tellDownstream(record, settings, after, done, 'approved', at);
  if (deed === 'take-back') await tellDownstream(record, settings, before, done, 'taken-back', at);
}

/** What all items of one click share: the words of the deed, kept once, and whether this click did its deed before. */
interface Kept {
  textId: string | null;
  /** As they stand now. */
  moved: Map<ItemId, ItemState>;
  /** Not in iQIES, as an official says. */
  unsent: Set<ItemId>;
  repeated: boolean;
}

async function doOne(
  record: Writing,
  settings: Deps['settings'],
  request: StoredRequest,
  item: StoredItem,
  actor: Actor,
  { deed, person }: Deeds,
  kept: Kept,
  at: number,
): Promise<Refusal | null> {
  const role = roleById(request.roleId);
  const { officials } = await routeNow(record, role, item.organization, request.environment, request.requesterId);
  const own = (await record.twinsOf(request.requesterId)).includes(actor.personId);
  const answer = judge(
    { request, role, item, officials },
    own ? { ...actor, personId: request.requesterId } : actor,
    deed,
    at,
  );
  if (!answer.ok) return answer.refusal;
  const { roleId, environment, requesterId: of } = request;
  const place = { roleId, organization: item.organization, environment, of };
  if ((await toConfirm({ settings }, record, person, place)) !== null) return 'confirm-first';
  if (kept.repeated) return 'click-counted';
  const event = { requestId: request.id, itemId: item.id, actorId: actor.personId, platform: person.identity.platform };
  if (answer.value === null) {
    const today = Math.floor(at / (24 * 60 * 60 * 1000));
    const asked = await record.enqueueOnce(
      `ask-to-send:${item.id}:${today}`,
      { kind: 'tell', personId: request.requesterId, notice: noticeOf(request, deed, [item.id], actor.personId, null) },
      at,
    );
    if (!asked) return 'asked-today';
    // Whatever she said before, it is not there: the card says so, and she says it again when it is.
    if (item.sentAt !== null) await record.unmarkSent(item.id);
    kept.unsent.add(item.id);
    await record.record({ kind: 'item-asked-to-send', ...event }, at);
    return null;
  }
  if (!(await record.moveItem(item.id, item.state, answer.value))) return 'already-approved';
  kept.moved.set(item.id, answer.value);
  await record.record(
    {
      kind: eventOf(deed),
      ...event,
      ...(deed.deed === 'reject' ? { wordsOf: item.id, data: { reason: deed.rejection.reason } } : {}),
      ...(deed.deed === 'in-iqies' ? { data: { outcome: answer.value.status, basis: 'in-iqies' } } : {}),
      ...(deed.deed === 'take-back' ? { textId: await keepOnce(record, deed.words ?? '', actor, kept) } : {}),
    },
    at,
  );
  return null;
}

async function keepOnce(record: Writing, words: string, { personId }: Actor, kept: Kept): Promise<string> {
  kept.textId ??= await record.keepText(words.trim(), personId);
  return kept.textId;
}

function judge(facts: Parameters<typeof approve>[0], actor: Actor, deed: Deed, at: number): Answer<ItemState | null> {
  switch (deed.deed) {
    case 'approve':
      return approve(facts, actor, at);
    case 'reject':
      return reject(facts, actor, deed.rejection, at);
    case 'done':
      return markDone(facts, actor, at);
    case 'ask-to-send':
      return askToSend(facts, actor);
    case 'take-back':
      return takeBack(facts, actor, deed.words, at);
    case 'in-iqies':
      return decidedInIqies(facts, actor, deed.outcome, at);
  }
}

function eventOf(deed: Deed): EventKind {
  const kinds = {
    approve: 'item-approved',
    reject: 'item-rejected',
    done: 'item-done',
    'ask-to-send': 'item-asked-to-send',
    'take-back': 'item-taken-back',
    'in-iqies': 'item-outcome',
  } as const;
  return kinds[deed.deed];
}

function noticeOf(
  { id: requestId }: StoredRequest,
  deed: Deed,
  itemIds: ItemId[],
  by: PersonId,
  textId: string | null,
): Notice {
  const about = { approve: 'approved', reject: 'rejected', done: 'active', 'ask-to-send': 'please-send' } as const;
  switch (deed.deed) {
    case 'take-back':
      return { about: 'taken-back', requestId, itemIds, by, textId: textId ?? '' };
    case 'in-iqies':
      return { about: `${deed.outcome}-in-iqies`, requestId, itemIds, by };
    case 'approve':
    case 'reject':
    case 'done':
    case 'ask-to-send':
      return { about: about[deed.deed], requestId, itemIds, by };
  }
}

/** What a decision brings with it: those concerned are told once, and a role that is active is hers. */
async function follow(
  record: Writing,
  request: StoredRequest,
  done: ItemId[],
  { deed, person }: Deeds,
  textId: string | null,
  at: number,
  newId: () => string,
): Promise<void> {
  if (deed.deed === 'ask-to-send') return;
  const { personId } = person;
  const notice = noticeOf(request, deed, done, personId, textId);
  await record.enqueue({ kind: 'tell', personId: request.requesterId, notice }, at);
  // An approval was good news that the others may have acted on already.
  if (deed.deed === 'take-back') await tellOfficials(record, request, done, notice, personId, at);
  if (deed.deed !== 'done' && !(deed.deed === 'in-iqies' && deed.outcome === 'approved')) return;
  for (const item of request.items.filter((one) => done.includes(one.id)))
    await startRole(record, request, item, 'active', at, newId);
}

async function recordRefusals(
  record: Writing,
  { person, requestId, deed }: Deeds,
  { refused }: DeedResult,
  at: number,
): Promise<void> {
  for (const { itemId, refusal } of refused) {
    const data = { refusal, deed: deed.deed };
    await record.record(
      { kind: 'refused', requestId, itemId, actorId: person.personId, platform: person.identity.platform, data },
      at,
    );
  }
}

const withMoved = (request: StoredRequest, { moved, unsent }: Kept): StoredRequest => ({
  ...request,
  items: request.items.map((item) => ({
    ...item,
    state: moved.get(item.id) ?? item.state,
    sentAt: unsent.has(item.id) ? null : item.sentAt,
  })),
});

/**
 * After a decision every copy changes; after a refused click, the card of the one who clicked.
 * @param request as it stands after the decision
 */
async function makeTrue(
  record: Writing,
  request: StoredRequest,
  person: KnownPerson,
  result: DeedResult,
  at: number,
): Promise<void> {
  if (result.done.length > 0) return refreshRequest(record, request, at);
  const holders = await record.cardHolders(request.id);
  if (holders.includes(person.personId))
    await record.enqueue({ kind: 'card', requestId: request.id, personId: person.personId }, at);
}
