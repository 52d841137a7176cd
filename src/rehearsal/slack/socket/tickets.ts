import type { World } from '../world/world.ts';

/** A new address for one connection. */
export function newTicket(world: World): string {
  const ticket = world.next.id('ticket');
  world.sockets.tickets.add(ticket);
  return `${world.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.appId}`;
}

/** Takes a ticket: true when it was given out and not used before. */
export function useTicket(world: World, address: string): boolean {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  return pathname === '/link/' && world.sockets.tickets.delete(searchParams.get('ticket') ?? '');
}
