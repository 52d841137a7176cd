import type { JsonObject } from '../contract.ts';
import type { Problem } from '../world/checker.ts';

/** What a method answers; `detail` and `limit` are for the list of refusals and are not sent. */
export interface Answer {
  body: JsonObject;
  detail?: string;
  limit?: string;
}

/** A good answer. */
export function ok(fields: JsonObject = {}): Answer {
  return { body: { ok: true, ...fields } };
}

/** A refusal with one of Slack's error ids. */
export function fail(error: string, detail = '', fields: JsonObject = {}): Answer {
  const metadata = detail === '' ? {} : { response_metadata: { messages: [`[ERROR] ${detail}`] } };
  return { body: { ok: false, error, ...fields, ...metadata }, detail };
}

/** A refusal because a limit was broken. */
export function broken(problem: Problem): Answer {
  return { ...fail(problem.error, problem.detail, { errors: [problem.detail] }), limit: problem.limit };
}
