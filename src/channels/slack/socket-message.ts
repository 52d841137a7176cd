import { z } from 'zod';
import { readJson } from '#channels/read-json.ts';

/** A payload on a Socket Mode connection. It is acknowledged by its envelope id. */
export interface Envelope {
  id: string;
  type: 'events_api' | 'interactive' | 'slash_commands';
  payload: Record<string, unknown>;
  acceptsPayload: boolean;
  retryAttempt: number;
}

/** What Slack says on a connection. */
export type SocketMessage =
  | { type: 'hello'; connections: number }
  | { type: 'disconnect'; reason: string }
  | { type: 'envelope'; envelope: Envelope };

const schema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), num_connections: z.number().default(1) }),
  z.object({ type: z.literal('disconnect'), reason: z.string().default('unknown') }),
  z.object({
    type: z.enum(['events_api', 'interactive', 'slash_commands']),
    envelope_id: z.string().min(1),
    payload: z.record(z.string(), z.unknown()),
    accepts_response_payload: z.boolean().default(false),
    retry_attempt: z.number().default(0),
  }),
]);

/** Reads one message of a connection; null when it is none that we know. */
export function parseSocketMessage(text: string): SocketMessage | null {
  const parsed = schema.safeParse(jsonIn(text));
  if (!parsed.success) return null;
  const said = parsed.data;
  switch (said.type) {
    case 'hello':
      return { type: 'hello', connections: said.num_connections };
    case 'disconnect':
      return { type: 'disconnect', reason: said.reason };
    case 'events_api':
    case 'interactive':
    case 'slash_commands':
      return {
        type: 'envelope',
        envelope: {
          id: said.envelope_id,
          type: said.type,
          payload: said.payload,
          acceptsPayload: said.accepts_response_payload,
          retryAttempt: said.retry_attempt,
        },
      };
  }
}

/** The acknowledgement of an envelope, with what a listener answered where the envelope takes an answer. */
export function acknowledgement({ id, acceptsPayload }: Envelope, body: unknown): string {
  const payload = typeof body === 'string' && body !== '' ? { text: body } : body;
  const says = acceptsPayload && typeof payload === 'object' && payload !== null;
  return JSON.stringify(says ? { envelope_id: id, payload } : { envelope_id: id });
}

function jsonIn(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return null;
  }
}
