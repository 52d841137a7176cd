import type { World } from '../world/world.ts';

/** Tells whoever watches that a connection was opened or closed. */
export function changedSockets(world: World): void {
  for (const listener of [...world.sockets.listeners]) listener();
}
