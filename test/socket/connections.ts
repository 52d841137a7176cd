import { WebSocket } from 'ws';
import type { JsonObject, Workspace } from '#rehearsal/slack/contract.ts';

/** What the tests of Socket Mode share: bare connections, and waiting for one. */

/** Asks for an address as a bot does, with any token in the header. */
export async function openAddress(workspace: Workspace, token = workspace.appToken): Promise<JsonObject> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${workspace.apiUrl}apps.connections.open`, { method: 'POST', headers });
  return (await response.json()) as JsonObject;
}

export interface BareConnection {
  socket: WebSocket;
  /** The next message that was not read yet; null when the connection was closed. */
  next(): Promise<JsonObject | null>;
  send(frame: unknown): void;
  close(): Promise<void>;
}

/** A connection without any bot behind it. @throws when it is not taken */
export async function connectBare(workspace: Workspace, address?: string): Promise<BareConnection> {
  const socket = new WebSocket(address ?? String((await openAddress(workspace)).url));
  const unread: (JsonObject | null)[] = [];
  let wake = () => {};
  const put = (message: JsonObject | null) => {
    unread.push(message);
    wake();
  };
  socket.on('message', (data) => put(JSON.parse(String(data)) as JsonObject));
  socket.on('close', () => put(null));
  await new Promise<void>((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
  });
  return {
    socket,
    async next() {
      while (unread.length === 0)
        await new Promise<void>((put) => {
          wake = put;
        });
      return unread.shift() ?? null;
    },
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async close() {
      const closed = new Promise((done) => socket.once('close', done));
      socket.close();
      await closed;
    },
  };
}

/** Settles when the workspace's connections are as wanted. */
export function whenSockets({ sockets }: Workspace, wanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted()) return;
      stop();
      resolve();
    };
    const stop = sockets.onChange(look);
    look();
  });
}

/** Settles when a further connection was opened. */
export function reconnected({ sockets }: Workspace, before: number): Promise<void> {
  return whenSockets({ sockets } as Workspace, () => sockets.openedSoFar() > before && sockets.open().length > 0);
}
