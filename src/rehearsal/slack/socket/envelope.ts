import type { Answered, Json, SentEnvelope } from '../contract.ts';
import { isObject, parseJson, textOf } from '../json.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { record, refuse, remember, type World } from '../world/world.ts';
import { ACCEPTS_OTHERWISE, ACCEPTS_PAYLOAD, NO_CONNECTION_STATUS, RETRY_REASON } from './rules.ts';
import type { Connection } from './state.ts';

/** Sends a payload over exactly one open connection and waits for its acknowledgement as long as Slack would. */
export async function sendEnvelope(world: World, outgoing: Outgoing): Promise<Answered> {
  const { payload, type } = contentOf(outgoing);
  if (type === 'events_api' && outgoing.retryNum === undefined) expectAck(world, outgoing);
  const connection = nextConnection(world);
  if (connection === null) return { status: NO_CONNECTION_STATUS.value, body: null, ms: 0 };
  const retryAttempt = outgoing.retryNum ?? 0;
  const envelopeId = `00000000-0000-4000-8000-${world.next.id('').padStart(12, '0')}`;
  const sent: SentEnvelope = { envelopeId, type, connection: connection.number, retryAttempt, acked: false };
  record(world.sockets.envelopes, sent);
  const acceptsPayload = accepts(type, payload);
  const answer = awaitAck(world, connection, sent, acceptsPayload);
  const retry =
    type === 'events_api'
      ? { retry_attempt: retryAttempt, retry_reason: retryAttempt === 0 ? '' : RETRY_REASON.value }
      : {};
  connection.socket.send(
    JSON.stringify({ envelope_id: envelopeId, type, payload, accepts_response_payload: acceptsPayload, ...retry }),
  );
  const answered = await answer;
  if (type === 'events_api' && answered.status === 200) world.sockets.unacked.delete(outgoing.body);
  return answered;
}

/** The payloads of the wire form: a command's fields, an interaction, or an event. */
function contentOf({ body, contentType }: Outgoing): { payload: Json; type: SentEnvelope['type'] } {
  if (contentType.startsWith('application/json')) return { payload: parseJson(body) ?? body, type: 'events_api' };
  const { payload, ...fields } = Object.fromEntries(new URLSearchParams(body));
  return payload === undefined
    ? { payload: fields, type: 'slash_commands' }
    : { payload: parseJson(payload) ?? payload, type: 'interactive' };
}

function accepts(type: SentEnvelope['type'], payload: Json): boolean {
  const kind = type === 'slash_commands' ? 'command' : isObject(payload) ? (textOf(payload.type) ?? '') : '';
  return ACCEPTS_PAYLOAD.value[kind] ?? ACCEPTS_OTHERWISE.value;
}

// Each payload goes to any one of the connections, those that were told of their end among them until they close; a
// client must not count on a pattern.
function nextConnection(world: World): Connection | null {
  const { sockets } = world;
  const open = sockets.connections.filter(({ socket, closing }) => !closing && socket.readyState === socket.OPEN);
  sockets.turn += 1;
  return open[sockets.turn % open.length] ?? null;
}

function awaitAck(
  world: World,
  connection: Connection,
  sent: SentEnvelope,
  acceptsPayload: boolean,
): Promise<Answered> {
  const startedAt = performance.now();
  const { envelopeId } = sent;
  const { promise: over, resolve } = Promise.withResolvers<Answered>();
  const settle = (answered: Answered) => {
    clearTimeout(patience);
    connection.waiting.delete(envelopeId);
    remember(connection.settled, envelopeId, sent.acked ? 'acked' : 'given-up');
    resolve({ ...answered, ms: Math.round(performance.now() - startedAt) });
  };
  const patience = setTimeout(() => {
    const late = world.check.use('ack', { times: 1, afterMs: Number.POSITIVE_INFINITY });
    if (late) refuse(world, { method: 'ack', ...late });
    settle({ status: 0, body: null, ms: 0 });
  }, world.ackMs);
  connection.waiting.set(envelopeId, { sent, acceptsPayload, settle, over });
  return over;
}

// Kept until it is acknowledged or given up; `retryEvents` sends it again.
function expectAck(world: World, { userId, body }: Outgoing): void {
  remember(world.sockets.unacked, body, { userId, body, retries: 0, sentAt: world.now() });
}
