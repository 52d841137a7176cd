import { z } from 'zod';
import type { DownstreamMessage } from '#application/provisioning-message.ts';
import { readJson } from '#channels/read-json.ts';

/** What goes to the operator's own system, and what comes from it, as JSON. docs/provisioning.md shows both. */

const types = {
  approved: 'role.approved',
  'taken-back': 'role.approval_taken_back',
  removed: 'role.removed',
} as const satisfies Record<DownstreamMessage['event'], string>;

/** The body of a message: the same each time it is sent. */
export function bodyOf({ event, at, data }: DownstreamMessage): string {
  const { approvedAt, ...rest } = data;
  const iso = (ms: number) => new Date(ms).toISOString();
  return JSON.stringify({ type: types[event], timestamp: iso(at), data: { ...rest, approvedAt: iso(approvedAt) } });
}

const answer = z.object({
  status: z.enum(['active', 'accepted', 'failed']),
  reason: z.string().max(5_000).nullish(),
});

/** What an answer to a message says. Anything else than a known word means that it was taken, and no more. */
export function readAnswer(text: string): z.infer<typeof answer> {
  const parsed = answer.safeParse(jsonOrNothing(text));
  return parsed.success ? parsed.data : { status: 'accepted' };
}

const callback = z.object({
  data: answer.extend({ approval: z.string().max(200), status: z.enum(['active', 'failed']) }),
});

/** What a callback says; null when it can't be read. */
export function readCallback(text: string): z.infer<typeof callback>['data'] | null {
  const parsed = callback.safeParse(jsonOrNothing(text));
  return parsed.success ? parsed.data.data : null;
}

function jsonOrNothing(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null;
  }
}
