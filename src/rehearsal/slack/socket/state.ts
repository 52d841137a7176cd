import type { WebSocket } from 'ws';
import type { Answered, DisconnectReason, SentEnvelope, SocketFault } from '../contract.ts';

/** One open Socket Mode connection of the bot. */
export interface Connection {
  number: number;
  socket: WebSocket;
  /** What the bot was told about its end; null while nothing was said. */
  told: DisconnectReason | null;
  /** It gets no payload any more, and is closed when the last one is acknowledged. */
  closing: boolean;
  /** What waits for its acknowledgement on this connection, by envelope_id. */
  waiting: Map<string, Waiting>;
  /** Envelopes that were acknowledged here, or given up. */
  settled: Map<string, 'acked' | 'given-up'>;
}

/** An envelope whose acknowledgement is awaited. */
interface Waiting {
  sent: SentEnvelope;
  acceptsPayload: boolean;
  settle(answered: Answered): void;
  /** Settles when it was acknowledged or given up. */
  over: Promise<unknown>;
}

/** An event that nobody acknowledged, as it will be sent again. */
interface UnackedEvent {
  userId: string | null;
  body: string;
  /** Times it was sent again so far. */
  retries: number;
  /** When it was sent first, by the workspace's clock. */
  sentAt: number;
}

/** All that the workspace knows of Socket Mode. */
export interface SocketState {
  /** 'off' until the bot asks for a connection; 'disabled' after link_disabled. */
  mode: 'off' | 'on' | 'disabled';
  readonly tickets: Set<string>;
  readonly connections: Connection[];
  opened: number;
  /** Counts payloads, so that they go round the connections. */
  turn: number;
  readonly envelopes: SentEnvelope[];
  readonly faults: SocketFault[];
  readonly unacked: Map<string, UnackedEvent>;
  readonly listeners: Set<() => void>;
}

/** No connection, and none asked for. */
export function createSocketState(): SocketState {
  return {
    mode: 'off',
    tickets: new Set(),
    connections: [],
    opened: 0,
    turn: 0,
    envelopes: [],
    faults: [],
    unacked: new Map(),
    listeners: new Set(),
  };
}
