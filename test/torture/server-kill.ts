import { setTimeout as pause } from 'node:timers/promises';
import type { KillableServer } from '#test/postgres/killable.ts';
import { act } from './crowd.ts';
import { type Judgement, judge, lostOf } from './judge.ts';
import { onServer } from './on-postgres.ts';
import { drained, raise } from './world.ts';

/**
 * The database server is killed again and again while people submit and decide; the bot lives on. Who presses while it is
 * away is told that nothing was saved, and presses again.
 */

export interface ServerKillToll extends Judgement {
  kills: number;
  /** The longest that the server was away. */
  longestAwayMs: number;
  /** The longest from its return to the first thing that was acknowledged again. */
  longestRecoveryMs: number;
}

/** No hand is faster: the bot, which is not started anew, would stop listening to it. */
const paceMs = 150;

/** @param template the beginning of the databases' names, of which the server holds one in the newest shape */
export async function killServer(
  server: KillableServer,
  template: string,
  kills: number,
  chance: () => number,
  note: (line: string) => void = () => {},
): Promise<ServerKillToll> {
  const world = await raise(onServer({ url: server.url, template }), chance, Math.max(12, kills * 2), paceMs);
  const toll = { longestAwayMs: 0, longestRecoveryMs: 0 };
  let answers = 0;
  let next = Promise.withResolvers<void>();
  let left = 0;
  const answered = () => {
    answers += 1;
    left -= 1;
    if (left === 0) next.resolve();
  };
  const more = async (count: number) => {
    left = count;
    next = Promise.withResolvers<void>();
    await Promise.race([next.promise, pause(60_000, undefined, { ref: false })]);
  };
  try {
    const bot = await world.start();
    let said = '';
    for (const stream of [bot.child.stdout, bot.child.stderr])
      stream?.on('data', (part) => {
        said = `${said}${part}`.slice(-4_000);
      });
    for (let kill = 1; kill <= kills; kill += 1) {
      const people = act(world.workspace, world.crowd, chance, answered);
      await more(3 + Math.floor(chance() * 12));
      await pause(Math.floor(chance() * 100));
      const before = answers;
      const killedAt = Date.now();
      server.kill();
      await pause(Math.floor(chance() * 2_500));
      await server.start();
      const backAt = Date.now();
      world.kills.push(backAt);
      await more(1);
      if (bot.child.exitCode !== null) throw new Error(`the bot did not live on: ${said}`);
      toll.longestAwayMs = Math.max(toll.longestAwayMs, backAt - killedAt);
      toll.longestRecoveryMs = Math.max(toll.longestRecoveryMs, Date.now() - backAt);
      await people.stop();
      const lost = await lostOf(world.beside.db, world.crowd.acknowledged);
      note(
        `${kill}: ${answers} acknowledged (${answers - before} since the kill), ${world.crowd.refused} refused, ${lost} lost`,
      );
    }
    await drained(world);
    await bot.kill();
    return { kills, ...toll, ...(await judge(world.beside.db, world.workspace, world.crowd, world.kills)) };
  } finally {
    await world.end();
  }
}
