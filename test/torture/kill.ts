import { setTimeout as pause } from 'node:timers/promises';
import { type Judgement, judge, lostOf } from './judge.ts';
import { killImport, ofFacilities, ofOfficials } from './kill-import.ts';
import { killMigration, killUpgrade } from './kill-migration.ts';
import { clockAhead, crashAt, type Kill, type Killed, type Point } from './points.ts';
import { losePower } from './power-cut.ts';
import { actUntil, drained, type GiveDatabase, raise, type World } from './world.ts';

/**
 * A bot's process is killed again and again while people submit and decide: at named points, and at any moment. Whatever
 * was acknowledged must be in the record afterwards, nothing may be decided twice, and what was due must be delivered.
 */

export interface KillToll extends Judgement {
  kills: number;
  /** How many kills each point met. */
  at: Partial<Record<Kill, number>>;
  /** Processes that never came to their point, and were killed at another one. */
  missed: number;
}

export interface KillOptions {
  give: GiveDatabase;
  kills: readonly Kill[];
  chance: () => number;
  note?: (line: string) => void;
  /** The last server's clock is ahead, so that nobody waits until the leases of the dead are over. */
  hurry?: boolean;
  /** The power is cut: of the embedded database only what was synced is there afterwards. Not for kills of commands. */
  powerCut?: boolean;
}

/**
 * Deliveries give way to a rush of clicks for 2 seconds, longer than most of these servers live. So in every second pair of
 * lives people rest a moment between two presses, and messages go out beside their clicks.
 */
const restMs = 60;

/** Kills at each of these points, one after the other. */
export async function killAgain({
  give,
  kills,
  chance,
  note = () => {},
  hurry,
  powerCut,
}: KillOptions): Promise<KillToll> {
  const world = await raise(give, chance, Math.max(8, Math.ceil(kills.length * 1.5)));
  if (powerCut) losePower(world);
  const toll = { kills: 0, at: {} as Partial<Record<Kill, number>>, missed: 0 };
  try {
    for (const [nth, kill] of kills.entries()) {
      world.crowd.paceMs = nth % 4 < 2 ? 0 : restMs;
      const { met, halves } = await killAt(world, kill);
      toll.kills += 1;
      if (met) toll.at[kill] = (toll.at[kill] ?? 0) + 1;
      else toll.missed += 1;
      world.crowd.complaints.push(...halves);
      const { submits, decisions } = world.crowd.acknowledged;
      const lost = await lostOf(world.beside.db, world.crowd.acknowledged);
      note(
        `${toll.kills} ${kill}${met ? '' : ' (missed)'}: ${submits.length} submits, ${decisions.length} decisions, ${lost} lost`,
      );
    }
    const aheadMs = hurry ? 31_000 : 0;
    const server = await world.start(clockAhead(aheadMs));
    await drained(world, () => Date.now() + aheadMs);
    await server.kill();
    return { ...toll, ...(await judge(world.beside.db, world.workspace, world.crowd, world.kills)) };
  } finally {
    await world.end();
  }
}

async function killAt(world: World, kill: Kill): Promise<Killed> {
  switch (kill) {
    case 'during-migration':
      return killMigration(world);
    case 'during-upgrade':
      return killUpgrade(world);
    case 'during-import':
      return killImport(world, ofFacilities);
    case 'during-officials-import':
      return killImport(world, ofOfficials);
    case 'random':
      return killAnywhere(world);
    case 'before-commit':
    case 'after-commit':
    case 'after-send':
      return killThere(world, kill);
  }
}

/** Kills a moment after some answers, with clicks under way. */
async function killAnywhere(world: World): Promise<Killed> {
  const server = await world.start();
  const people = await actUntil(world, server, 3 + Math.floor(world.chance() * 15));
  await pause(Math.floor(world.chance() * 60));
  await server.kill();
  world.kills.push(Date.now());
  await people.stop();
  await world.afterKill();
  return { met: true, halves: [] };
}

/** Lets the process kill itself at a point. */
async function killThere(world: World, point: Point): Promise<Killed> {
  const server = await world.start(crashAt(point, 1 + Math.floor(world.chance() * 30)));
  let said = '';
  server.child.stderr?.on('data', (part) => {
    said += part;
  });
  const people = await actUntil(world, server, Number.POSITIVE_INFINITY);
  await server.kill();
  world.kills.push(Date.now());
  await people.stop();
  await world.afterKill();
  return { met: said.includes(`crashed at ${point}`), halves: [] };
}
