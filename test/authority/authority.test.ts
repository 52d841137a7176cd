import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roleById, roles } from '#content/catalogue.ts';
import { noAnswers } from '#domain/answers.ts';
import type { Official } from '#domain/approvers.ts';
import { type Environment, isRoleId, roleIds } from '#domain/catalogue.ts';
import { type Actor, approve, askToSend, type Case, markDone, reject } from '#domain/decide.ts';
import type { ItemState } from '#domain/item.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { AccountProblem } from '#domain/person.ts';
import { type Decider, type Line, lines, type SeatName } from './expected.ts';
import { authorityPage, everyDecider, expectedOf, states } from './table.ts';

const someStates: Record<ItemState['status'], ItemState> = {
  pending: { status: 'pending', since: 0 },
  held: { status: 'held', since: 1 },
  outside: { status: 'outside', reason: 'cms-decides' },
  approved: { status: 'approved', by: 'colleague', at: 1 },
  active: { status: 'active', by: 'colleague', at: 1, doneBy: 'colleague', doneAt: 2 },
  rejected: { status: 'rejected', by: 'colleague', at: 1, reason: 'not-needed', words: null, betterRole: null },
  withdrawn: { status: 'withdrawn', at: 1 },
  expired: { status: 'expired', at: 1 },
};

const sits = (personId: string, seat: SeatName, environment: Environment = 'production'): Official => {
  const [roleId = '', organization = ''] = seat.split('@');
  if (!isRoleId(roleId)) throw new Error(`${roleId} is no role`);
  return { grantId: `${personId}-${seat}`, personId, roleId, organization, environment, reach: 'in-chat' };
};

/** The people around one click: which grants stand, who asked, in which environment, and what is wrong with "me". */
interface Scene {
  officials: Official[];
  requester?: string;
  environment?: Environment;
  problem?: AccountProblem;
}

const cms = 'cms-security-official@cms';
const may = (line: Line, problem: AccountProblem): Scene => ({
  officials: [sits('colleague', line.here), { ...sits('me', line.here), reach: 'not-in-chat' }],
  problem,
});
const scenes: Record<Decider, (line: Line) => Scene> = {
  here: (line) => ({ officials: [sits('colleague', line.here), sits('me', line.here)] }),
  elsewhere: (line) => ({ officials: [sits('colleague', line.here), sits('me', line.elsewhere)] }),
  sibling: (line) => ({ officials: [sits('colleague', line.here), sits('me', line.sibling)] }),
  cms: (line) => ({ officials: [sits('colleague', line.here), sits('me', cms)] }),
  'cms-when-none': () => ({ officials: [sits('me', cms)] }),
  'cms-when-own': (line) => ({ officials: [sits('her', line.here), sits('me', cms)], requester: 'her' }),
  own: (line) => ({ officials: [sits('colleague', line.here), sits('me', line.here)], requester: 'me' }),
  'own-member': (line) => ({ officials: [sits('colleague', line.here)], requester: 'me' }),
  member: (line) => ({ officials: [sits('colleague', line.here)] }),
  guest: (line) => may(line, 'account-guest'),
  'switched-off': (line) => may(line, 'account-switched-off'),
  foreign: (line) => may(line, 'account-foreign'),
  shared: (line) => may(line, 'email-shared'),
  removed: (line) => ({ officials: [sits('colleague', line.here)] }),
  'training-for-production': (line) => ({
    officials: [sits('colleague', line.here), sits('me', line.here, 'training')],
  }),
  'training-for-training': (line) => ({
    officials: [sits('colleague', line.here), sits('me', line.here, 'training')],
    environment: 'training',
  }),
  'production-for-training': (line) => ({
    officials: [sits('colleague', line.here), sits('me', line.here)],
    environment: 'training',
  }),
  'production-beside-training': (line) => ({
    officials: [sits('colleague', line.here, 'training'), sits('me', line.here)],
    environment: 'training',
  }),
};

function caseOf(
  line: Line,
  { officials, requester = 'her', environment = 'production' }: Scene,
  state: ItemState,
): Case {
  const organization = parseOrganizationKey(line.at);
  if (organization === null) throw new Error(`${line.at} is no organization`);
  const item = { id: 'request.1', requestId: 'request', organization, state, sentAt: null };
  const request = { id: 'request', requesterId: requester, roleId: line.role, environment, submittedAt: 1 };
  return {
    request: { ...request, legalName: null, answers: noAnswers, previousId: null, items: [item] },
    role: roleById(line.role),
    item,
    officials,
  };
}

const told = (answer: { ok: true; value: unknown } | { ok: false; refusal: string }): string =>
  answer.ok ? ((answer.value as ItemState | null)?.status ?? 'asked') : answer.refusal;

describe('the authority table', () => {
  it('names every role of the catalogue, and nothing else', () => {
    expect([...new Set(lines.map((line) => line.role))].sort()).toEqual([...roleIds].sort());
    expect([...new Set(roles.map((role) => role.id))].sort()).toEqual([...roleIds].sort());
    expect(roleIds).toHaveLength(28);
  });

  it.each(lines.map((line) => [line.role, line.at, line] as const))(
    '%s at %s: everybody gets what the rules say',
    (_role, _at, line) => {
      for (const decider of everyDecider) {
        const scene = scenes[decider](line);
        const me: Actor = { personId: 'me', problem: scene.problem ?? null };
        for (const state of states) {
          const facts = caseOf(line, scene, someStates[state]);
          const cell = `${decider}, ${state}: `;
          const expected = expectedOf(line, decider, state);
          expect(cell + told(approve(facts, me, 5))).toBe(cell + expected);
          if (expected === expectedOf(line, decider, 'active') && expected !== 'already-approved') {
            // Who may not approve may do nothing else either, and hears the same reason in every state.
            const rejection = { reason: 'not-needed', words: null, betterRole: null } as const;
            expect(cell + told(reject(facts, me, rejection, 5))).toBe(cell + expected);
            expect(cell + told(markDone(facts, me, 5))).toBe(cell + expected);
            expect(cell + told(askToSend(facts, me))).toBe(cell + expected);
          }
        }
      }
    },
  );

  it('nobody is left to decide where no grant stands', () => {
    for (const line of lines) {
      const answer = approve(
        caseOf(line, { officials: [] }, { status: 'pending', since: 0 }),
        { personId: 'me', problem: null },
        5,
      );
      expect(told(answer)).toBe('not-official-here');
    }
  });

  it('a grant without an account decides nothing, whoever clicks', () => {
    for (const line of lines) {
      const unbound: Official = { ...sits('me', line.here), personId: null, reach: 'unchecked' };
      const answer = approve(
        caseOf(line, { officials: [unbound] }, { status: 'pending', since: 0 }),
        { personId: 'me', problem: null },
        5,
      );
      expect(told(answer)).toBe('not-official-here');
    }
  });

  it('is printed in full in docs/authority.md', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'authority.md'), 'utf8');
    expect(page, 'run: node scripts/authority-table.ts').toBe(authorityPage((role) => roleById(role).label));
  });
});
