import type { Json, SocketFaultKind } from '../contract.ts';
import { isObject, parseJson, textOf } from '../json.ts';
import { record, type World } from '../world/world.ts';
import type { Connection } from './state.ts';

/** Reads what the bot sent over a connection: an acknowledgement, or a fault. null: a binary frame. */
export function readFrame(world: World, connection: Connection, text: string | null): void {
  const frame = text === null ? undefined : parseJson(text);
  const fault = faultOf(connection, frame);
  const envelopeId = isObject(frame) ? textOf(frame.envelope_id) : null;
  if (fault !== null) record(world.sockets.faults, { fault, connection: connection.number, envelopeId });
  const waiting = connection.waiting.get(envelopeId ?? '');
  if (waiting === undefined || !isObject(frame)) return;
  waiting.sent.acked = true;
  const body = waiting.acceptsPayload && saysSomething(frame.payload) ? frame.payload : '';
  waiting.settle({ status: 200, body, ms: 0 });
}

function faultOf(connection: Connection, frame: Json | undefined): SocketFaultKind | null {
  if (!isObject(frame)) return 'not-json';
  const id = textOf(frame.envelope_id);
  if (id === null) return 'no-envelope-id';
  const waiting = connection.waiting.get(id);
  if (waiting !== undefined)
    return saysSomething(frame.payload) && !waiting.acceptsPayload ? 'payload-not-accepted' : null;
  const before = connection.settled.get(id);
  if (before === undefined) return 'unknown-envelope';
  return before === 'acked' ? 'acked-twice' : 'acked-late';
}

// Slack's own library sends an empty object where there is nothing to say.
function saysSomething(payload: Json | undefined): payload is Json {
  return isObject(payload) ? Object.keys(payload).length > 0 : payload !== undefined;
}
