/** What the official description of a card, a dialog or an answer does not allow. */
import { CARD_PAGE } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { card, messageWith, words } from '../samples.ts';
import type { Fault } from '../walk.ts';

export const SHAPE_ROWS: readonly LimitRow[] = [
  row('known-keys', 'unknown-key', 'has only properties that are known', [{ ...words('x'), bold: true }]),
  row('needed-fields', 'missing-field', 'has the properties that it needs', [{ type: 'TextBlock' }]),
  row('right-types', 'wrong-type', 'has properties of the right type', [{ ...words('x'), wrap: 'yes' }]),
  row('known-types', 'unknown-type', 'has elements and actions of Adaptive Cards 1.5', [{ type: 'Carousel' }]),
  row('known-words', 'wrong-word', 'has one of the words where only some are allowed', [
    { ...words('x'), size: 'Huge' },
  ]),
];

function row(id: string, fault: Fault, what: string, wrong: { [key: string]: string | boolean }[]): LimitRow {
  return {
    id,
    what: `a card or an answer ${what}`,
    source: CARD_PAGE,
    by: 'message',
    accepted: () => messageWith(card([{ ...words('x'), wrap: true, size: 'Large' }])),
    refused: () => messageWith(card(wrong)),
    kinds: ['fault'],
    check: ({ value }) => (value.fault === fault ? String(value.detail) : null),
  };
}
