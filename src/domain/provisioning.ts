import { notPending } from './decide.ts';
import { type Item, type ItemId, type ItemState, operatorId } from './item.ts';
import { type Answer, no, yes } from './refusal.ts';

/** What an operator's own system, which sets roles up, says about an approval (rules, section 5). Pure. */

/** What that system is told. */
export type SetUpEvent = 'approved' | 'taken-back' | 'removed';

/** Names one approval of one item: an approval that was taken back and given again has another name. */
export function approvalId(item: ItemId, approvedAt: number): string {
  return `msg_${item.replace(/\.(\d+)$/, '_$1')}_${approvedAt}`;
}

/** The item and the moment that an approval's name is made of; null when it is none. */
export function readApprovalId(text: string): { requestId: string; itemId: ItemId; approvedAt: number } | null {
  const [, requestId = '', position = '', at = ''] = /^msg_([\w-]{1,100})_(\d{1,6})_(\d{1,15})$/.exec(text) ?? [];
  return requestId === '' ? null : { requestId, itemId: `${requestId}.${position}`, approvedAt: Number(at) };
}

/** When an item was approved; null when it is not. */
export function approvedAt({ state }: Pick<Item, 'state'>): number | null {
  return state.status === 'approved' || state.status === 'active' ? state.at : null;
}

/** The system says that the role of this approval is set up: active, if that approval still stands. */
export function setUp(item: Item, approval: number, now: number): Answer<ItemState> {
  const { state } = item;
  if (state.status === 'active') return no('already-active');
  if (state.status !== 'approved') return no(notPending(state) ?? 'not-approved-yet');
  if (state.at !== approval) return no('approval-gone');
  return yes({ ...state, status: 'active', doneBy: operatorId, doneAt: now, doneBasis: 'downstream' });
}
