import { describe, expect, it } from 'vitest';
import { answerDeparture, type DepartureState, isGone, isOpen, phaseOf } from '#domain/departure.ts';

const today = '2026-11-23';
const states = {
  asked: { is: 'asked', until: 5 },
  silent: { is: 'silent', because: 'no-answer', since: 5 },
  left: { is: 'left', at: 5 },
  leaving: { is: 'leaving', on: '2026-11-30', at: 5 },
  past: { is: 'leaving', on: '2026-11-22', at: 5 },
  here: { is: 'here', at: 5, by: 'her' },
  removed: { is: 'removed', at: 5, by: 'operator' },
} as const satisfies Record<string, DepartureState>;

describe('what an official’s answer makes of a case', () => {
  it.each(['asked', 'silent', 'left', 'leaving', 'past'] as const)('“I’m still here” closes one that is %s', (name) => {
    const answer = answerDeparture(states[name], { says: 'here' }, 'her', 9, today);
    expect(answer).toEqual({ ok: true, value: { is: 'here', at: 9, by: 'her' } });
  });

  it.each(['here', 'removed'] as const)('one that is %s stays as it is, whatever is said', (name) => {
    for (const answer of [{ says: 'here' }, { says: 'left' }, { says: 'leaving', on: '2026-12-01' }] as const)
      expect(answerDeparture(states[name], answer, 'her', 9, today)).toEqual({
        ok: false,
        refusal: 'departure-closed',
      });
  });

  it.each([
    ['2026-12-01', { ok: true, value: { is: 'leaving', on: '2026-12-01', at: 9 } }],
    [today, { ok: true, value: { is: 'leaving', on: today, at: 9 } }],
    ['2026-11-22', { ok: true, value: { is: 'left', at: 9 } }],
    ['2028-01-01', { ok: false, refusal: 'day-too-far' }],
  ])('a last day of %s is taken for what it is', (on, expected) => {
    expect(answerDeparture(states.asked, { says: 'leaving', on }, 'her', 9, today)).toEqual(expected);
  });

  it('the same thing said again changes nothing', () => {
    expect(answerDeparture(states.left, { says: 'left' }, 'her', 9, today)).toMatchObject({
      refusal: 'departure-said',
    });
    const again = answerDeparture(states.leaving, { says: 'leaving', on: '2026-11-30' }, 'her', 9, today);
    expect(again).toMatchObject({ refusal: 'departure-said' });
  });
});

it('who gave no answer, has left, or whose day has passed counts as gone; nobody else does', () => {
  const gone = Object.entries(states).filter(([, state]) => isGone(state, today));
  expect(gone.map(([name]) => name)).toEqual(['silent', 'left', 'past']);
  expect(Object.values(states).filter(isOpen)).toHaveLength(5);
  expect(phaseOf(states.past, today, false)).toBe('past:2026-11-22');
  expect(phaseOf(states.removed, today, true)).toBe('replaced');
});
