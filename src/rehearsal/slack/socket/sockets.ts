import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { DisconnectReason, Sockets } from '../contract.ts';
import type { World } from '../world/world.ts';
import { cutSockets, sayDisconnect } from './connect.ts';
import { retryEvents } from './retry.ts';
import { CLOSE_AFTER_MS } from './rules.ts';

/** What tests see of the Socket Mode connections, and can do to them. */
export function socketsOf(world: World): Sockets {
  const { sockets } = world;
  return {
    open: () => sockets.connections.map(({ number }) => number),
    openedSoFar: () => sockets.opened,
    envelopes: () => sockets.envelopes.map((sent) => ({ ...sent })),
    faults: () => [...sockets.faults],
    disconnect: (reason, options = {}) => disconnect(world, reason, options),
    cut: () => cutSockets(world),
    async flushed() {
      await Promise.all(
        sockets.connections.map(({ socket }) => {
          const read = once(socket, 'pong');
          socket.ping();
          return read;
        }),
      );
    },
    freeze() {
      for (const { socket } of sockets.connections) socket.pause();
    },
    turnOn() {
      if (sockets.mode === 'disabled') sockets.mode = 'on';
    },
    retryEvents: () => retryEvents(world),
    onChange(listener) {
      sockets.listeners.add(listener);
      return () => void sockets.listeners.delete(listener);
    },
  };
}

async function disconnect(
  world: World,
  reason: DisconnectReason,
  { graceMs = CLOSE_AFTER_MS.value[reason], connection }: { graceMs?: number; connection?: number },
): Promise<void> {
  if (reason === 'link_disabled') world.sockets.mode = 'disabled';
  const ending = world.sockets.connections.filter(({ number }) => connection === undefined || number === connection);
  await Promise.all(
    ending.map(async (one) => {
      const closed = once(one.socket, 'close');
      one.told = reason;
      sayDisconnect(one.socket, reason);
      await Promise.race([pause(graceMs, undefined, { signal: world.stopping.signal }).catch(() => undefined), closed]);
      one.closing = true;
      await Promise.all([...one.waiting.values()].map(({ over }) => over));
      one.socket.close(1000);
      await closed;
    }),
  );
}
