import { startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import type { Ask, How, LocalTeams, Said } from './served.ts';

/**
 * The server of both platforms as a process of its own, Teams at the strict local one, which no variable of the real server
 * allows. It says how it is when it is asked, and stops on SIGTERM as the real one does.
 */

const errors: string[] = [];
const unhandled: string[] = [];
const most = 20;
const onUnhandled = (reason: unknown) => {
  if (unhandled.length < most) unhandled.push(reason instanceof Error ? (reason.stack ?? reason.message) : `${reason}`);
};
process.on('unhandledRejection', onUnhandled);
process.on('uncaughtException', onUnhandled);
// Microsoft's library writes refused tokens and its own faults to the console.
console.error = () => {};

const say = (said: Said) => process.send?.(said);
const local = process.env.TEAMS_LOCAL;
let offset = 0;
const bot = await startBot(
  {
    ...readConfig(process.env),
    answersFirst: true,
    ...(local === undefined ? {} : { teamsLocal: JSON.parse(local) as LocalTeams }),
  },
  createLog('info', { write: keepError }),
  () => Date.now() + offset,
);

process.on('message', ({ about, ms }: Ask) => {
  offset += ms;
  if (about === 'how') say({ about, how: how() });
  if (about === 'idle') void bot.delivery.idle().then(() => say({ about }));
});
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
// Whoever started it is gone, however that came.
process.on('disconnect', () => process.exit(1));
say({ about: 'listening', url: bot.url });

function keepError(line: string): void {
  const { level } = JSON.parse(line) as { level: number };
  if (level >= 50 && errors.length < most) errors.push(line.slice(0, 2_000));
}

function how(): How {
  // Where the process was told that it may: what is left then is what is held.
  globalThis.gc?.();
  return { heapMb: process.memoryUsage().heapUsed / 2 ** 20, errors, unhandled };
}
