import type { Outage } from '../contract.ts';
import type { World } from '../world/world.ts';

/** The fault that the next call of this method meets, if a test asked for one. Each fault counts down as it is met. */
export function nextFault(world: World, method: string): Outage['fault'] | null {
  const outage = world.outages.find((candidate) => candidate.times > 0 && [method, '*'].includes(candidate.method));
  if (!outage) return null;
  outage.times -= 1;
  return outage.fault;
}
