import { globalAgent as httpAgent } from 'node:http';
import { globalAgent as httpsAgent } from 'node:https';
import { WebSocket } from 'ws';
import { type Envelope, parseSocketMessage } from './socket-message.ts';

/** One Socket Mode connection, from its address to its end. */
export interface Link {
  /** @returns false when the connection is not open any more */
  send(text: string): boolean;
  close(): void;
}

export interface LinkListener {
  /** Slack has taken the connection. */
  hello(connections: number): void;
  envelope(envelope: Envelope): void;
  /** Slack is going to close the connection, or has not taken it. */
  disconnect(reason: string): void;
  /** It is over: said once, with a code. */
  closed(code: string): void;
  /** Something that is no message of Slack's. */
  strange(): void;
}

export interface LinkTimes {
  /** A connection that says nothing for this long is asked for a sign of life, and dropped when none comes. */
  heartbeatMs: number;
  helloWithinMs: number;
  /** Slack leaves the network connection open after the closing words, so we end it. */
  endAfterMs: number;
}

const linkTimes: LinkTimes = { heartbeatMs: 10_000, helloWithinMs: 5_000, endAfterMs: 500 };

/** Payloads are under 250 KB, with what surrounds them under 1 MB. */
const mostBytes = 1_000_000;

/** Opens a connection at an address that apps.connections.open gave out. The address is a secret: it is never logged. */
export function openLink(address: string, listener: LinkListener, times: LinkTimes = linkTimes): Link {
  const socket = new WebSocket(address, {
    // The agents of the whole process, so that a proxy that is set for it is used here too.
    agent: address.startsWith('wss:') ? httpsAgent : httpAgent,
    handshakeTimeout: times.helloWithinMs,
    maxPayload: mostBytes,
    perMessageDeflate: false,
  });
  let code = 'closed';
  const end = (why: string) => {
    code = why;
    socket.terminate();
  };
  const noHello = setTimeout(() => end('no-hello'), times.helloWithinMs);
  let heard = true;
  const heartbeat = setInterval(() => {
    if (!heard) return end('no-sign-of-life');
    heard = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, times.heartbeatMs);
  const hear = () => {
    heard = true;
  };
  socket.on('ping', hear).on('pong', hear);
  socket.on('message', (data, binary) => {
    hear();
    const said = binary ? null : parseSocketMessage(String(data));
    if (said === null) return listener.strange();
    if (said.type === 'envelope') return listener.envelope(said.envelope);
    clearTimeout(noHello);
    return said.type === 'hello' ? listener.hello(said.connections) : listener.disconnect(said.reason);
  });
  socket.on('error', (fault) => {
    code = 'code' in fault ? String(fault.code) : 'refused';
  });
  socket.on('close', () => {
    clearTimeout(noHello);
    clearInterval(heartbeat);
    listener.closed(code);
  });
  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    close() {
      socket.close(1000);
      setTimeout(() => socket.terminate(), times.endAfterMs).unref();
    },
  };
}
