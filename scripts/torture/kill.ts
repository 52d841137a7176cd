import { postgresBinaries } from '#test/postgres/binaries.ts';
import { makeTemplate } from '#test/postgres/databases.ts';
import { throwawayPostgres } from '#test/postgres/throwaway.ts';
import { type KillOptions, type KillToll, killAgain } from '#test/torture/kill.ts';
import { onServer } from '#test/torture/on-postgres.ts';
import { type Kill, schedule } from '#test/torture/points.ts';
import { harmed } from '#test/torture/unharmed.ts';
import { embedded } from '#test/torture/world.ts';
import { keepResult } from '../../bench/result.ts';
import { readOptions, type Torture } from './torture.ts';

/** So many kills meet the same people and the same record; then others begin anew. */
const inOneWorld = 20;

/** Kills a real server again and again amid clicks, and counts what was lost. */
export const kill: Torture = {
  does: 'kills a server at named points and at any moment [--database sqlite|postgres] [--kills 100] [--worlds 1, side by side]',
  async run(options) {
    const { database, kills, worlds } = readOptions(options, { database: 'both', kills: 100, worlds: 1 });
    let well = true;
    if (database !== 'postgres' && !(await inWorlds('kill-sqlite', { give: embedded }, schedule(kills), worlds)))
      well = false;
    if (database !== 'sqlite') {
      const binaries = postgresBinaries();
      if (binaries === null) throw new Error('No PostgreSQL is installed here.');
      const { url, stop } = await throwawayPostgres(binaries);
      const give = onServer({ url, template: await makeTemplate(url) });
      if (!(await inWorlds('kill-postgres', { give }, schedule(kills), worlds).finally(stop))) well = false;
    }
    return well;
  },
};

/** Kills at these points, twenty in each world, so many worlds side by side, and keeps the sum. @returns false when something was lost */
export async function inWorlds(
  name: string,
  options: Pick<KillOptions, 'give' | 'powerCut'>,
  points: readonly Kill[],
  atOnce: number,
): Promise<boolean> {
  const began = Date.now();
  const worlds = Array.from({ length: Math.ceil(points.length / inOneWorld) }, (_, n) =>
    points.slice(n * inOneWorld, (n + 1) * inOneWorld),
  );
  let toll: KillToll | null = null;
  const work = async (worker: number) => {
    for (let some = worlds.shift(); some !== undefined; some = worlds.shift()) {
      const note = (line: string) => console.log(`${name} ${worker}/${line}`);
      const next = await killAgain({ ...options, kills: some, chance: Math.random, note });
      toll = toll === null ? next : added(toll, next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker + 1)));
  const whole = toll as KillToll | null;
  if (whole === null) return true;
  keepResult(`torture-${name}`, { ...whole, seconds: Math.round((Date.now() - began) / 1_000) });
  console.log(JSON.stringify(whole, null, 2));
  // A form may stand a step earlier after a power cut: a draft is no promise.
  const setBack = options.powerCut ? 0 : whole.setBack;
  return !harmed({ ...whole, setBack }) && whole.missed === 0;
}

/** Both together: counts are added, the longest stays. */
function added(one: KillToll, other: KillToll): KillToll {
  const sum = Object.fromEntries(
    Object.entries(one).map(([key, value]) => {
      const second = other[key as keyof KillToll];
      if (typeof value === 'number' && typeof second === 'number')
        return [key, /^(?:most|longest)/.test(key) ? Math.max(value, second) : value + second];
      return [key, value ?? second];
    }),
  ) as unknown as KillToll;
  const names = new Set([...Object.keys(one.at), ...Object.keys(other.at)]) as Set<keyof KillToll['at']>;
  const at = Object.fromEntries([...names].map((name) => [name, (one.at[name] ?? 0) + (other.at[name] ?? 0)]));
  return { ...sum, at, complaints: [...one.complaints, ...other.complaints], untrue: [...one.untrue, ...other.untrue] };
}
