import { addDays, type WrittenDay } from './day.ts';
import type { PersonId } from './person.ts';
import { type Answer, no, yes } from './refusal.ts';

/**
 * A Provider Security Official who is reported to have left, or who says that she leaves (rules, section 6). Nothing here
 * ends a role: only the operator, or somebody on the help-desk list, records a removal.
 */

export type DepartureState =
  /** She was asked, and has until then. */
  | { is: 'asked'; until: number }
  /** She did not answer in time, or nobody can ask her in chat. Silence is no consent. */
  | { is: 'silent'; because: 'no-answer' | 'not-in-chat'; since: number }
  | { is: 'left'; at: number }
  /** Her last day. */
  | { is: 'leaving'; on: WrittenDay; at: number }
  /** "I'm still here", or a day that was taken back. `by` names the operator where he closed it. */
  | { is: 'here'; at: number; by: PersonId }
  | { is: 'removed'; at: number; by: PersonId };

/** What the one it is about can say. */
export type DepartureAnswer = { says: 'here' } | { says: 'left' } | { says: 'leaving'; on: WrittenDay };

/** Where a case is now. Each has messages of its own; `leaving` carries its day, because another day is news. */
export type Phase =
  | 'asked'
  | 'silent'
  | 'left'
  | `leaving:${WrittenDay}`
  | `past:${WrittenDay}`
  | 'here'
  | 'removed'
  | 'replaced'
  /** Told besides: no state of the case. */
  | 'ticket'
  | `word:${number}`
  | `week:${WrittenDay}`
  | `day:${WrittenDay}`;

/** The longest time ahead that somebody can say she leaves, in days. */
const daysAhead = 366;

/** Whether the case waits for something. */
export function isOpen({ is }: DepartureState): boolean {
  return is !== 'here' && is !== 'removed';
}

/** Whether she counts as gone: as far as anybody here knows, she decides nothing any more. */
export function isGone(state: DepartureState, today: WrittenDay): boolean {
  return state.is === 'silent' || state.is === 'left' || (state.is === 'leaving' && state.on < today);
}

/** Where a case is, on this day. @param replaced the place has an official again after the removal */
export function phaseOf(state: DepartureState, today: WrittenDay, replaced: boolean): Phase {
  switch (state.is) {
    case 'leaving':
      return state.on < today ? `past:${state.on}` : `leaving:${state.on}`;
    case 'removed':
      return replaced ? 'replaced' : 'removed';
    case 'asked':
    case 'silent':
    case 'left':
    case 'here':
      return state.is;
  }
}

/** What her answer makes of the case; she may change her mind for as long as it is open. */
export function answerDeparture(
  state: DepartureState,
  answer: DepartureAnswer,
  by: PersonId,
  now: number,
  today: WrittenDay,
): Answer<DepartureState> {
  if (!isOpen(state)) return no('departure-closed');
  switch (answer.says) {
    case 'here':
      return yes({ is: 'here', at: now, by });
    case 'left':
      return state.is === 'left' ? no('departure-said') : yes({ is: 'left', at: now });
    case 'leaving': {
      const day = leavingDay(answer.on, today);
      if (!day.ok) return day;
      if (day.value < today) return yes({ is: 'left', at: now });
      return state.is === 'leaving' && state.on === day.value
        ? no('departure-said')
        : yes({ is: 'leaving', on: day.value, at: now });
    }
  }
}

/** A last day that can be said: not more than a year ahead; a past one means that she has left. */
export function leavingDay(on: WrittenDay, today: WrittenDay): Answer<WrittenDay> {
  return on > addDays(today, daysAhead) ? no('day-too-far') : yes(on);
}

/** The days on which a leaving official is looked at again: a week and a day before, and the day after. */
export function lookDays(on: WrittenDay): readonly { on: WrittenDay; as: 'week' | 'day' | 'past' }[] {
  return [
    { on: addDays(on, -7), as: 'week' },
    { on: addDays(on, -1), as: 'day' },
    { on: addDays(on, 1), as: 'past' },
  ];
}

/** So many officials may one person report within a week. */
export const reportsAWeek = 3;
export const ticketMax = 60;
