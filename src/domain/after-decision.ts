import type { Role } from './catalogue.ts';
import { type Actor, type Case, mayNotDecide, notPending } from './decide.ts';
import { secretIn } from './guard.ts';
import { type Item, type ItemState, isUndecided, operatorId, type Request } from './item.ts';
import type { PersonId } from './person.ts';
import { type Answer, no, type Refusal, yes } from './refusal.ts';

/**
 * What may be said about an item besides approving and rejecting it here (rules, sections 3 to 5): taking an approval back,
 * what iQIES decided, what the requester learned, what the operator settles. Pure, like decide.ts.
 */

/** The longest reason, in characters. */
const wordsMax = 500;

/** Why a reason that has to be given can't be taken; null when it can. */
export function wordsProblem(words: string | null): Refusal | null {
  if (!words?.trim()) return 'words-missing';
  if (secretIn(words) !== null) return 'holds-a-secret';
  return words.length > wordsMax ? 'words-too-long' : null;
}

/** An official takes an approval back, as long as it is not done in iQIES: pending again. */
export function takeBack(facts: Case, actor: Actor, words: string | null, now: number): Answer<ItemState> {
  const refusal = mayNotDecide(facts, actor);
  if (refusal) return no(refusal);
  const { state } = facts.item;
  if (state.status === 'active') return no('done-stays');
  if (state.status === 'pending') return no('nothing-to-take-back');
  if (state.status !== 'approved') return no(refusalOf(state));
  const problem = wordsProblem(words);
  return problem ? no(problem) : yes({ status: 'pending', since: now });
}

/** An official says that iQIES decided it already. */
export function decidedInIqies(
  facts: Case,
  actor: Actor,
  outcome: 'approved' | 'rejected',
  now: number,
): Answer<ItemState> {
  const refusal = mayNotDecide(facts, actor) ?? notPending(facts.item.state);
  if (refusal) return no(refusal);
  const by = actor.personId;
  return yes(outcome === 'approved' ? active(by, now, 'in-iqies') : rejectedInIqies(by, now, 'in-iqies'));
}

/** The requester got the approval e-mail: an ordinary role is active by her word, a security-official role never. */
export function approvalMailCame(
  item: Item,
  request: Request,
  role: Role,
  personId: PersonId,
  now: number,
): Answer<ItemState> {
  if (personId !== request.requesterId) return no('not-your-request');
  if (role.official) return no('official-role-not-by-word');
  const { state } = item;
  if (state.status === 'active') return no('already-active');
  if (state.status !== 'approved') return no(isUndecided(state) ? 'not-approved-yet' : refusalOf(state));
  return yes({ ...state, status: 'active', doneBy: personId, doneAt: now, doneBasis: 'requester' });
}

/**
 * The requester records what was decided outside this chat. A security-official role recorded so gives no authority until
 * the operator confirms it; that is the grant's to say.
 */
export function outcomeOutside(
  item: Item,
  request: Request,
  personId: PersonId,
  outcome: 'approved' | 'rejected',
  now: number,
): Answer<ItemState> {
  if (personId !== request.requesterId) return no('not-your-request');
  if (item.state.status !== 'outside') return no('not-outside');
  return yes(outcome === 'approved' ? active(personId, now, 'requester') : rejectedInIqies(personId, now, 'requester'));
}

export const settlements = ['approved', 'active', 'rejected', 'withdrawn'] as const;
export type Settlement = (typeof settlements)[number];

/**
 * The operator settles an item, with a reason that is kept. What is over stays as it is.
 * @param unconfirmed active by the requester's word only, as a security-official role: not over yet
 */
export function settle(item: Item, as: Settlement, words: string, now: number, unconfirmed = false): Answer<ItemState> {
  const problem = wordsProblem(words);
  if (problem) return no(problem);
  const { state } = item;
  if (!isUndecided(state) && state.status !== 'approved' && !unconfirmed) return no(refusalOf(state));
  switch (as) {
    case 'approved':
      return state.status === 'approved'
        ? no('already-approved')
        : yes({ status: 'approved', by: operatorId, at: now, basis: 'operator' });
    case 'active':
      return yes(
        state.status === 'approved'
          ? { ...state, status: 'active', doneBy: operatorId, doneAt: now, doneBasis: 'operator' }
          : active(operatorId, now, 'operator'),
      );
    case 'rejected':
      return yes({
        status: 'rejected',
        by: operatorId,
        at: now,
        reason: 'other',
        words,
        betterRole: null,
        basis: 'operator',
      });
    case 'withdrawn':
      return yes({ status: 'withdrawn', at: now, basis: 'operator' });
  }
}

function active(by: PersonId, now: number, basis: 'in-iqies' | 'requester' | 'operator'): ItemState {
  return { status: 'active', by, at: now, basis, doneBy: by, doneAt: now, doneBasis: basis };
}

function rejectedInIqies(by: PersonId, now: number, basis: 'in-iqies' | 'requester'): ItemState {
  return { status: 'rejected', by, at: now, reason: 'in-iqies', words: null, betterRole: null, basis };
}

/** Why an item that is over, or not there yet, is left alone. */
function refusalOf(state: ItemState): Refusal {
  return notPending(state) ?? 'already-decided';
}
