import { describe, expect, it } from 'vitest';
import { roleById } from '#content/catalogue.ts';
import {
  approvalMailCame,
  decidedInIqies,
  outcomeOutside,
  type Settlement,
  settle,
  settlements,
  takeBack,
} from '#domain/after-decision.ts';
import { noAnswers } from '#domain/answers.ts';
import type { Official } from '#domain/approvers.ts';
import type { Actor, Case } from '#domain/decide.ts';
import type { Item, ItemState, Request } from '#domain/item.ts';
import type { AccountProblem } from '#domain/person.ts';
import type { Refusal } from '#domain/refusal.ts';

/** What each deed besides approving and rejecting gives in each state, written by hand from the rules. */

type Deed = 'take-back' | 'in-iqies' | 'mail' | 'outside-approved' | 'outside-rejected' | Settlement;
type Gives = ItemState['status'] | Refusal;

const table: Record<ItemState['status'], Record<Deed, Gives>> = {
  pending: {
    'take-back': 'nothing-to-take-back',
    'in-iqies': 'active',
    mail: 'not-approved-yet',
    'outside-approved': 'not-outside',
    'outside-rejected': 'not-outside',
    approved: 'approved',
    active: 'active',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  held: {
    'take-back': 'waiting-for-official',
    'in-iqies': 'waiting-for-official',
    mail: 'not-approved-yet',
    'outside-approved': 'not-outside',
    'outside-rejected': 'not-outside',
    approved: 'approved',
    active: 'active',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  outside: {
    'take-back': 'decided-outside',
    'in-iqies': 'decided-outside',
    mail: 'not-approved-yet',
    'outside-approved': 'active',
    'outside-rejected': 'rejected',
    approved: 'approved',
    active: 'active',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  approved: {
    'take-back': 'pending',
    'in-iqies': 'already-approved',
    mail: 'active',
    'outside-approved': 'not-outside',
    'outside-rejected': 'not-outside',
    approved: 'already-approved',
    active: 'active',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  active: {
    'take-back': 'done-stays',
    'in-iqies': 'already-approved',
    mail: 'already-active',
    'outside-approved': 'not-outside',
    'outside-rejected': 'not-outside',
    approved: 'already-approved',
    active: 'already-approved',
    rejected: 'already-approved',
    withdrawn: 'already-approved',
  },
  rejected: over('already-rejected'),
  withdrawn: over('already-withdrawn'),
  expired: over('already-expired'),
};

/** What is over stays as it is, whoever comes with whatever. */
function over(refusal: Refusal): Record<Deed, Gives> {
  return {
    'take-back': refusal,
    'in-iqies': refusal,
    mail: refusal,
    'outside-approved': 'not-outside',
    'outside-rejected': 'not-outside',
    approved: refusal,
    active: refusal,
    rejected: refusal,
    withdrawn: refusal,
  };
}

const someStates: Record<ItemState['status'], ItemState> = {
  pending: { status: 'pending', since: 0 },
  held: { status: 'held', since: 1 },
  outside: { status: 'outside', reason: 'cms-decides' },
  approved: { status: 'approved', by: 'me', at: 1 },
  active: { status: 'active', by: 'me', at: 1, doneBy: 'me', doneAt: 2 },
  rejected: { status: 'rejected', by: 'me', at: 1, reason: 'not-needed', words: null, betterRole: null },
  withdrawn: { status: 'withdrawn', at: 1 },
  expired: { status: 'expired', at: 1 },
};

const role = roleById('assessment-submitter');
const organization = { kind: 'provider', ccn: '165326' } as const;
const itemIn = (state: ItemState): Item => ({ id: 'r.1', requestId: 'r', organization, state, sentAt: null });
const requestOf = (item: Item): Request => ({
  id: 'r',
  requesterId: 'her',
  roleId: role.id,
  environment: 'production',
  submittedAt: 1,
  legalName: null,
  answers: noAnswers,
  previousId: null,
  items: [item],
});
const official = (personId: string): Official => ({
  grantId: personId,
  personId,
  roleId: 'provider-security-official',
  organization: 'ccn:165326',
  environment: 'production',
  reach: 'in-chat',
});
const me: Actor = { personId: 'me', problem: null };

function caseOf(state: ItemState): Case {
  const item = itemIn(state);
  return { request: requestOf(item), role, item, officials: [official('me'), official('colleague')] };
}

function doIt(deed: Deed, state: ItemState) {
  const item = itemIn(state);
  switch (deed) {
    case 'take-back':
      return takeBack(caseOf(state), me, 'the wrong Ana', 5);
    case 'in-iqies':
      return decidedInIqies(caseOf(state), me, 'approved', 5);
    case 'mail':
      return approvalMailCame(item, requestOf(item), role, 'her', 5);
    case 'outside-approved':
      return outcomeOutside(item, requestOf(item), 'her', 'approved', 5);
    case 'outside-rejected':
      return outcomeOutside(item, requestOf(item), 'her', 'rejected', 5);
    case 'approved':
    case 'active':
    case 'rejected':
    case 'withdrawn':
      return settle(item, deed, 'the Service Center says so', 5);
  }
}

const told = (answer: ReturnType<typeof doIt>): Gives => (answer.ok ? answer.value.status : answer.refusal);

describe('each deed after a decision, in each state', () => {
  const cells = Object.entries(table).flatMap(([state, deeds]) =>
    Object.entries(deeds).map(([deed, gives]) => [deed as Deed, state as ItemState['status'], gives] as const),
  );
  it.each(cells)('%s in the state %s gives %s', (deed, state, gives) => {
    expect(told(doIt(deed, someStates[state]))).toBe(gives);
  });

  it('what is known otherwise than from a button here says so', () => {
    const { pending, approved, outside } = someStates;
    const value = (deed: Deed, state: ItemState) => {
      const answer = doIt(deed, state);
      if (!answer.ok) throw new Error(answer.refusal);
      return answer.value;
    };
    expect(value('in-iqies', pending)).toMatchObject({
      basis: 'in-iqies',
      doneBasis: 'in-iqies',
      by: 'me',
      doneBy: 'me',
    });
    expect(value('mail', approved)).toEqual({
      ...approved,
      status: 'active',
      doneBy: 'her',
      doneAt: 5,
      doneBasis: 'requester',
    });
    expect(value('outside-approved', outside)).toMatchObject({ basis: 'requester', doneBasis: 'requester', by: 'her' });
    expect(value('outside-rejected', outside)).toMatchObject({ basis: 'requester', reason: 'in-iqies', by: 'her' });
    for (const settlement of settlements) {
      const state = value(settlement, pending);
      expect(state).toMatchObject({ basis: 'operator' });
      if ('by' in state) expect(state.by).toBe('operator');
    }
    expect(value('active', approved)).toMatchObject({ by: 'me', doneBy: 'operator', doneBasis: 'operator' });
  });
});

describe('who may do it', () => {
  const pending: ItemState = { status: 'pending', since: 0 };
  const approved: ItemState = { status: 'approved', by: 'me', at: 1 };

  it.each([
    ['her own official', { personId: 'her', problem: null }, 'own-request'],
    ['a stranger', { personId: 'stranger', problem: null }, 'not-official-here'],
    ['a guest', { personId: 'me', problem: 'account-guest' as AccountProblem }, 'account-guest'],
  ] as const)('%s takes nothing back and records nothing of iQIES, in any state', (_who, actor, refusal) => {
    for (const state of Object.values(someStates)) {
      expect(told(takeBack(caseOf(state), actor, 'why', 5))).toBe(refusal);
      expect(told(decidedInIqies(caseOf(state), actor, 'approved', 5))).toBe(refusal);
      expect(told(decidedInIqies(caseOf(state), actor, 'rejected', 5))).toBe(refusal);
    }
  });

  it('another official of the organization may take it back too', () => {
    expect(told(takeBack(caseOf(approved), { personId: 'colleague', problem: null }, 'why', 5))).toBe('pending');
  });

  it('only the requester speaks for herself', () => {
    const outside: ItemState = { status: 'outside', reason: 'cms-decides' };
    for (const personId of ['me', 'stranger']) {
      expect(told(approvalMailCame(itemIn(approved), requestOf(itemIn(approved)), role, personId, 5))).toBe(
        'not-your-request',
      );
      expect(told(outcomeOutside(itemIn(outside), requestOf(itemIn(outside)), personId, 'approved', 5))).toBe(
        'not-your-request',
      );
    }
  });

  it('no security-official role becomes active by an e-mail that its requester says came', () => {
    for (const state of Object.values(someStates)) {
      const pso = roleById('provider-security-official');
      expect(told(approvalMailCame(itemIn(state), requestOf(itemIn(state)), pso, 'her', 5))).toBe(
        'official-role-not-by-word',
      );
    }
  });

  it.each([
    [null, 'words-missing'],
    ['  ', 'words-missing'],
    ['x'.repeat(501), 'words-too-long'],
    ['her number is 219-09-9999', 'holds-a-secret'],
  ] as const)('a reason is given, and guarded: %j', (words, refusal) => {
    expect(told(takeBack(caseOf(approved), me, words, 5))).toBe(refusal);
    for (const settlement of settlements)
      expect(told(settle(itemIn(pending), settlement, words ?? '', 5))).toBe(refusal);
  });
});
