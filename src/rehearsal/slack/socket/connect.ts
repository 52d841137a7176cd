import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { World } from '../world/world.ts';
import { readFrame } from './acks.ts';
import { changedSockets } from './changes.ts';
import { CONNECTION_SECONDS, MOST_CONNECTIONS, WRONG_TICKET_STATUS } from './rules.ts';
import type { Connection } from './state.ts';
import { useTicket } from './tickets.ts';

const HOST = 'wss-rehearsal';

/** Lets the bot open Socket Mode connections at the addresses that apps.connections.open gave out. */
export function serveSockets(world: World, server: Server): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    if (!useTicket(world, request.url ?? '/')) {
      stream.end(`HTTP/1.1 ${WRONG_TICKET_STATUS.value} Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(world, socket));
  });
}

/** Ends every connection at once. */
export function cutSockets(world: World): void {
  for (const { socket } of [...world.sockets.connections]) socket.terminate();
}

/** Tells a connection that it is going to end, or why it was not taken. */
export function sayDisconnect(socket: WebSocket, reason: string): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: HOST } }));
}

function welcome(world: World, socket: WebSocket): void {
  const { sockets } = world;
  socket.on('error', () => socket.terminate());
  if (sockets.connections.length >= MOST_CONNECTIONS.value) {
    sayDisconnect(socket, 'too_many_websockets');
    socket.close();
    return;
  }
  sockets.opened += 1;
  const connection: Connection = {
    number: sockets.opened,
    socket,
    told: null,
    closing: false,
    waiting: new Map(),
    settled: new Map(),
  };
  sockets.connections.push(connection);
  socket.on('message', (data, binary) => readFrame(world, connection, binary ? null : data.toString()));
  socket.on('close', () => {
    sockets.connections.splice(sockets.connections.indexOf(connection), 1);
    // What was not acknowledged here can't be any more.
    for (const { settle } of [...connection.waiting.values()]) settle({ status: 0, body: null, ms: 0 });
    changedSockets(world);
  });
  socket.send(
    JSON.stringify({
      type: 'hello',
      num_connections: sockets.connections.length,
      connection_info: { app_id: world.appId },
      debug_info: { host: HOST, build_number: 1, approximate_connection_time: CONNECTION_SECONDS.value },
    }),
  );
  changedSockets(world);
}
