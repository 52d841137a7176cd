import type { ItemId, RequestId } from '#domain/item.ts';
import { itemId } from '#domain/item.ts';

/** Ids out of a button: `REQUEST|1,2,3`. null when it is none of our values. */
export function parseItems(value: string): { requestId: RequestId; itemIds: ItemId[] } | null {
  const match = /^([A-Za-z0-9_-]{8,40})\|(\d{1,3}(?:,\d{1,3}){0,99})$/.exec(value);
  const [, requestId, positions] = match ?? [];
  if (requestId === undefined || positions === undefined) return null;
  return {
    requestId,
    itemIds: [...new Set(positions.split(','))].map((position) => itemId(requestId, Number(position))),
  };
}

/** A request id out of a button. */
export function parseRequestId(value: string): RequestId | null {
  return /^[A-Za-z0-9_-]{8,40}$/.test(value) ? value : null;
}
