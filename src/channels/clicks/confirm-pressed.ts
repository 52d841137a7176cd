import { placesOfSeats } from '#application/checklist-invites.ts';
import { placesOfRoles } from '#application/held-role.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { placesOfMarks, placesToFinish } from '#application/review.ts';
import { placesOfStatement } from '#application/settle-statement.ts';
import { type AboutToDecide, placesOfItems } from '#application/verify-official.ts';
import { parseItems } from './ids.ts';
import { parseRoleRef } from './role-ref.ts';

/**
 * Buttons, besides those that decide a request, that act with an official's authority or lead to a form that does: where
 * each is about to decide. An official who is not confirmed yet is asked for her number before they do anything.
 */

type Places = (value: string, person: KnownPerson) => AboutToDecide['places'] | null;

const ofRole: Places = (value) => {
  const named = parseRoleRef(value);
  return named && placesOfRoles([named.ref]);
};

const ofItems: Places = (value) => {
  const items = parseItems(value);
  return items && placesOfItems(items.requestId, items.itemIds);
};

const ofStatement: Places = (value) => placesOfStatement(value.slice(0, 80).split('|')[0] ?? '');

export const confirmedBefore: Readonly<Record<string, Places>> = {
  'remove-role': ofRole,
  'remove-items': ofItems,
  'role-lost': ofRole,
  'role-back': ofRole,
  'confirm-statement': ofStatement,
  'strike-statement': ofStatement,
  'review-mark': ofRole,
  'review-unmark': ofRole,
  'review-finish': (_, person) => placesToFinish(person),
  'checklist-for': (_, person) => placesOfSeats(person),
  'review-remove': (value, person) => placesOfMarks(person, value.slice(0, 60)),
};

/** What a button is about to decide; null when it decides nothing that asks for a number. */
export function aboutPress(action: string, value: string, person: KnownPerson): AboutToDecide | null {
  const places = Object.hasOwn(confirmedBefore, action) ? confirmedBefore[action]?.(value, person) : null;
  return places ? { person, requestId: null, places } : null;
}
