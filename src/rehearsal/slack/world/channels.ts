import type { Client } from './records.ts';
import type { World } from './world.ts';

/** The id of the direct-message channel between a person and the bot. */
export function dmOf(userId: string): string {
  return `D${userId.slice(1)}`;
}

/** The person at the other end of a direct-message channel; null when it is no such channel. */
export function ownerOfDm(world: World, channelId: string): Client | null {
  if (!channelId.startsWith('D')) return null;
  return world.clients.get(`U${channelId.slice(1)}`) ?? world.clients.get(`W${channelId.slice(1)}`) ?? null;
}

/** The people who see what is posted in a channel. */
export function audienceOf(world: World, channelId: string): Client[] {
  const owner = ownerOfDm(world, channelId);
  if (owner) return [owner];
  const members = world.channels.get(channelId)?.members ?? [];
  return members.flatMap((id) => world.clients.get(id) ?? []);
}

/** The name that payloads give a channel. */
export function channelName(world: World, channelId: string): string {
  return world.channels.get(channelId)?.name ?? 'directmessage';
}
