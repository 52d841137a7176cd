import type { Json } from '../contract.ts';
import type { Problem } from '../limits/row.ts';

/** What a route answers; `refused` is for the list of refusals. */
export interface Answer {
  status: number;
  body: Json;
  refused?: { code: string; detail: string; limit?: string };
}

/** A good answer. */
export function ok(body: Json, status = 200): Answer {
  return { status, body };
}

/** A refusal, worded as the Bot Framework does it. */
export function refused(status: number, code: string, message: string, limit?: string): Answer {
  const detail = { code, detail: message, ...(limit === undefined ? {} : { limit }) };
  return { status, body: { error: { code, message } }, refused: detail };
}

/** A refusal because a limit was broken. */
export function broken({ status, code, detail, limit }: Problem): Answer {
  return refused(status, code, detail, limit);
}
