import type { Delivery } from '../contract.ts';

/** A payload for the bot, as it stands in the body of a request that is not signed yet. */
export interface Outgoing {
  userId: string | null;
  kind: Delivery['kind'];
  body: string;
  contentType: string;
  timestampS?: number;
  signature?: string;
  retryNum?: number;
}
