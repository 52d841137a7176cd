import type { WorkingHours } from './business-days.ts';

/** How long things may wait before somebody hears of it. Days of work unless the name says otherwise. */
export interface Times {
  /** Officials are reminded of what waits for their decision, after each of these. */
  remindAfter: readonly number[];
  /** The requester gets the officials' names and contacts. */
  contactsAfter: number;
  /** Officials are reminded of what is approved and not done in iQIES, after each of these. */
  remindNotDoneAfter: readonly number[];
  /** Then the operator hears of it. */
  notDoneToOperatorAfter: number;
  /** Calendar days that something waits for a decision. */
  expireAfterDays: number;
  /** So many calendar days before, both sides are told. */
  tellExpiryDaysBefore: number;
  /** Somebody whose checklist did not move for so long is reminded once, where she wants that. */
  nudgeAfter: number;
  workingHours: WorkingHours;
  /** Of people of whom no other is known. */
  timeZone: string;
}
