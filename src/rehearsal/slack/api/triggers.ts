import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Answer, broken, fail } from './answer.ts';

/** A trigger id that is still good, with the person who gave it. */
export type ReadTrigger = { ok: true; client: Client; use(): void } | { ok: false; answer: Answer };

/** Looks a trigger id up; `use` spends it, which a method does only when all else is right. */
export function readTrigger(world: World, id: string): ReadTrigger {
  const trigger = world.triggers.get(id);
  const client = trigger && world.clients.get(trigger.userId);
  if (!trigger || !client) return { ok: false, answer: fail('invalid_trigger_id') };
  const problem = world.check.use('trigger', { times: trigger.uses + 1, afterMs: world.now() - trigger.at });
  if (problem) return { ok: false, answer: broken(problem) };
  return {
    ok: true,
    client,
    use() {
      trigger.uses += 1;
      trigger.onUsed?.();
    },
  };
}
