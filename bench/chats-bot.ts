import { memoryUsage } from 'node:process';
import { startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';

/** The bot of bench/chats.ts, alone in its process: it starts with the settings that it is sent, and says how large it is. */
interface Settings {
  env: Record<string, string>;
  teamsLocal: NonNullable<Parameters<typeof startBot>[0]['teamsLocal']> | null;
  login: { appId: string; password: string };
}

process.on('message', async (message: Settings | 'measure') => {
  if (message === 'measure') {
    globalThis.gc?.();
    const { rss, heapUsed } = memoryUsage();
    process.send?.({ rss, heapUsed });
    return;
  }
  const { teams, ...config } = readConfig(message.env);
  const login = teams?.login ? { ...teams.login, ...message.login } : null;
  const local = message.teamsLocal === null ? {} : { teamsLocal: message.teamsLocal };
  const bot = await startBot(
    { ...config, teams: teams && { ...teams, login }, answersFirst: true, ...local },
    createLog('silent'),
  );
  const { user, system } = process.cpuUsage();
  process.send?.({ url: bot.url, cpuMs: (user + system) / 1_000 });
});
