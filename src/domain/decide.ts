import { type Official, route } from './approvers.ts';
import type { Role, RoleId } from './catalogue.ts';
import { secretIn } from './guard.ts';
import { type Item, type ItemState, isUndecided, type RejectReason, type Request } from './item.ts';
import type { AccountProblem, PersonId } from './person.ts';
import { type Answer, no, type Refusal, yes } from './refusal.ts';

/**
 * The decisions on an item, pure: facts in, the next state or a refusal out (rules, sections 1, 3 and 4). Whoever
 * writes the next state does so only if the item still is in the state that was judged here.
 */

/** The person who pressed a button, as looked up at that moment. */
export interface Actor {
  personId: PersonId;
  /** Why this account may not decide anything; null when it may. */
  problem: AccountProblem | null;
}

/** All that a decision on one item depends on. */
export interface Case {
  request: Request;
  role: Role;
  item: Item;
  /** Grants that stand now at the seats of this role and organization. */
  officials: readonly Official[];
}

/** What an official says when rejecting. */
export interface Rejection {
  reason: RejectReason;
  words: string | null;
  betterRole: RoleId | null;
}

const rejectionWordsMax = 500;

/** Approves a pending item. */
export function approve(facts: Case, actor: Actor, now: number): Answer<ItemState> {
  const refusal = mayNotDecide(facts, actor) ?? notPending(facts.item.state);
  return refusal ? no(refusal) : yes({ status: 'approved', by: actor.personId, at: now });
}

/** Rejects a pending item. 'other' needs words; 'wrong-role' needs the right one. */
export function reject(facts: Case, actor: Actor, rejection: Rejection, now: number): Answer<ItemState> {
  const refusal = mayNotDecide(facts, actor) ?? notPending(facts.item.state) ?? incomplete(rejection);
  if (refusal) return no(refusal);
  return yes({ status: 'rejected', by: actor.personId, at: now, ...rejection });
}

/** An official of the organization says that the role exists in iQIES now. */
export function markDone(facts: Case, actor: Actor, now: number): Answer<ItemState> {
  const refusal = mayNotDecide(facts, actor);
  if (refusal) return no(refusal);
  const { state } = facts.item;
  if (state.status === 'active') return no('already-active');
  if (state.status !== 'approved') return no(notPending(state) ?? 'not-approved-yet');
  return yes({ ...state, status: 'active', doneBy: actor.personId, doneAt: now });
}

/** An official finds nothing in iQIES: the requester is asked to send it. Once a day is the caller's to keep. */
export function askToSend(facts: Case, actor: Actor): Answer<null> {
  const refusal = mayNotDecide(facts, actor);
  if (refusal) return no(refusal);
  const { state } = facts.item;
  if (state.status === 'active') return no('already-active');
  return state.status === 'approved' ? yes(null) : no(notPending(state) ?? 'not-approved-yet');
}

/** The requester takes back what nobody has decided; decided items stay as they are. */
export function withdraw(item: Item, request: Request, personId: PersonId, now: number): Answer<ItemState> {
  if (personId !== request.requesterId) return no('not-your-request');
  return isUndecided(item.state) ? yes({ status: 'withdrawn', at: now }) : no('nothing-to-withdraw');
}

/** The requester says that she sent it in iQIES. It is her word and changes no status. */
export function markSent(item: Item, request: Request, personId: PersonId): Answer<null> {
  if (personId !== request.requesterId) return no('not-your-request');
  if (item.sentAt !== null) return no('already-sent');
  return isUndecided(item.state) || item.state.status === 'approved' ? yes(null) : no('nothing-to-send');
}

/**
 * Why this person may not decide this item at this moment; null when she may. The order matters: a stranger learns
 * nothing of the item's state.
 */
export function mayNotDecide({ request, role, item, officials }: Case, actor: Actor): Refusal | null {
  if (actor.personId === request.requesterId) return 'own-request';
  if (actor.problem) return actor.problem;
  const asked = route(role, item.organization, request.environment, request.requesterId, officials);
  const hers = asked.way === 'ask' && asked.officials.some((official) => official.personId === actor.personId);
  return hers ? null : 'not-official-here';
}

/** Why an item can not be decided now; null when it waits for a decision. */
export function notPending(state: ItemState): Refusal | null {
  switch (state.status) {
    case 'pending':
      return null;
    case 'approved':
    case 'active':
      return 'already-approved';
    case 'rejected':
      return 'already-rejected';
    case 'withdrawn':
      return 'already-withdrawn';
    case 'expired':
      return 'already-expired';
    case 'outside':
      return 'decided-outside';
    case 'held':
      return 'waiting-for-official';
  }
}

function incomplete({ reason, words, betterRole }: Rejection): Refusal | null {
  if (reason === 'other' && !words?.trim()) return 'words-missing';
  if (reason === 'wrong-role' && betterRole === null) return 'better-role-missing';
  if (words !== null && secretIn(words) !== null) return 'holds-a-secret';
  return words !== null && words.length > rejectionWordsMax ? 'words-too-long' : null;
}
