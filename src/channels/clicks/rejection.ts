import { isRoleId } from '#domain/catalogue.ts';
import type { Rejection } from '#domain/decide.ts';
import { type RejectReason, rejectReasons } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Typed } from './typed.ts';

/** What the reject form says; a reason that was not offered needs words. */
export function rejectionOf(typed: Typed): Rejection {
  const reason = typed.choice('reason');
  const better = typed.choice('better-role');
  return {
    reason: isReason(reason) ? reason : 'other',
    words: typed.words('words')?.trim() || null,
    betterRole: better !== null && isRoleId(better) ? better : null,
  };
}

/** The input that a refused rejection is about. */
export const rejectionField = (refusal: Refusal): string =>
  refusal === 'better-role-missing' ? 'better-role' : 'words';

const isReason = (text: string | null): text is RejectReason =>
  text !== null && (rejectReasons as readonly string[]).includes(text);
