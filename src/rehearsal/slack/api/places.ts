import { dmOf, ownerOfDm } from '../world/channels.ts';
import type { World } from '../world/world.ts';

/** A channel that the bot may write to, with the ids of the people in it. */
export type Place = { ok: true; channel: string; people: string[] } | { ok: false; error: string };

/** Finds a channel for the bot. With 'or-user' a user id stands for the DM with that person, which opens by it. */
export function findPlace(world: World, id: string, named: 'channel' | 'or-user' = 'channel'): Place {
  const channel = world.channels.get(id);
  if (channel)
    return channel.botIn ? { ok: true, channel: id, people: channel.members } : { ok: false, error: 'not_in_channel' };
  const known = world.clients.get(id);
  if (known && named === 'or-user') {
    // An account that was deactivated before anyone wrote has no DM, and gets none.
    if (known.person.deleted && !known.dmOpened) return { ok: false, error: 'channel_not_found' };
    known.dmOpened = true;
    return { ok: true, channel: dmOf(id), people: [id] };
  }
  const owner = ownerOfDm(world, id);
  if (!owner?.dmOpened) return { ok: false, error: 'channel_not_found' };
  return { ok: true, channel: id, people: [owner.person.id] };
}
