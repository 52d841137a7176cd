import { existsSync } from 'node:fs';
import { startBot } from './app.ts';
import { type Config, ConfigProblem, readConfig } from './config.ts';
import { slackRefusal } from './doctor/slack-refusals.ts';
import { lookBesideStart } from './doctor/start.ts';
import { createLog, type Logger } from './log.ts';
import { allowedHosts, guardOutbound } from './outbound.ts';

/** Starts the bot and stops it on a signal. What can't work stops the start with a text that says what to do. */

if (existsSync('.env')) process.loadEnvFile('.env');
const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stop = config.mode === 'rehearsal' ? await startRehearsing(config, log) : await startLive(config, log);
  let ending = false;
  const end = () => {
    // Whoever asks twice does not want to wait.
    if (ending) process.exit(1);
    ending = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} catch (fault) {
  process.stderr.write(`The bot did not start.\n${reason(fault)}\n`);
  process.exit(1);
}

async function startLive(config: Config, log: Logger): Promise<() => Promise<void>> {
  guardOutbound(allowedHosts(config), log);
  const mayListen = lookBesideStart(config);
  const bot = await startBot({ ...config, answersFirst: true, mayListen }, log);
  return bot.stop;
}

/** A rehearsal: the same bot, with local platforms in place of Slack and Teams. Their code is loaded only here. */
async function startRehearsing(config: Config, log: Logger): Promise<() => Promise<void>> {
  const { rehearse } = await import('./rehearse.ts');
  const quiet = process.env.LOG_LEVEL === undefined ? createLog('warn') : log;
  const { pageUrl, bot, stop } = await rehearse({ ...config, answersFirst: true }, quiet, say);
  say(
    `\nRehearsal: nothing leaves this computer.\n\n  Open ${pageUrl}\n\nPick a person on the left, then write /iqies. Stop with Ctrl+C.\nThe operator’s page: ${bot.operatorUrl}`,
  );
  return stop;
}

function reason(fault: unknown): string {
  if (fault instanceof ConfigProblem)
    return `${fault.message}\n.env.example explains every variable; “npm run -s cli -- doctor” looks at everything.`;
  if (!(fault instanceof Error)) return String(fault);
  const code = 'code' in fault ? String(fault.code) : '';
  if (code === 'EADDRINUSE')
    return `Port ${'port' in fault ? fault.port : ''} is in use. Set PORT (for the operator’s page OPERATOR_PORT, in a rehearsal also REHEARSAL_PORT) to a free one.`;
  if (code === 'slack_webapi_platform_error') {
    const { says, todo } = slackRefusal('bot', /(\w+)$/.exec(fault.message)?.[1] ?? '');
    return `Slack does not accept SLACK_BOT_TOKEN. ${says} ${todo}`;
  }
  if (code.startsWith('slack_webapi')) {
    const { says, todo } = slackRefusal('bot', 'unreachable');
    return `${says} ${todo}`;
  }
  if (['EACCES', 'EROFS', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(code))
    return `The bot may not write its record (${fault.message}). Give its user the folder that DATA_DIR names.`;
  return fault.message;
}
