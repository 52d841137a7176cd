import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';

const TRIGGER_LIVES_MS = 3000;

export type UsedTrigger = { ok: true; client: Client; use(): void } | { ok: false; error: string };

/** Looks a trigger id up; `use` spends it, which the method does only when all else is right. */
export function readTrigger(world: World, id: string): UsedTrigger {
  const trigger = world.triggers.get(id);
  const client = trigger && world.clients.get(trigger.userId);
  if (!trigger || !client) return { ok: false, error: 'invalid_trigger_id' };
  if (trigger.used) return { ok: false, error: 'exchanged_trigger_id' };
  if (world.now() - trigger.at > TRIGGER_LIVES_MS) return { ok: false, error: 'expired_trigger_id' };
  return {
    ok: true,
    client,
    use() {
      trigger.used = true;
    },
  };
}
