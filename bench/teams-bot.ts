import { startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import type { TeamsApi } from './teams-api.ts';

/** The bot at the Teams of a measurement, as a process: no variable of the real server names another Teams than Microsoft's. */
const config = readConfig(process.env);
const teamsLocal: TeamsApi['local'] = JSON.parse(process.env.TEAMS_LOCAL ?? '');
const bot = await startBot({ ...config, answersFirst: true, teamsLocal }, createLog(config.logLevel));
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
