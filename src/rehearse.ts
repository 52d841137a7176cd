import { join } from 'node:path';
import { rehearsalDomains } from '#rehearsal/people.ts';
import { lists as bundledLists, type Lists, type Rehearsal, startRehearsal } from '#rehearsal/start.ts';
import type { Connector } from '#rehearsal/teams/contract.ts';
import { openOutbox } from '#storage/outbox.ts';
import { movedTo } from '#storage/teams-references.ts';
import { type RunningBot, startBot } from './app.ts';
import type { ServerConfig } from './chats.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { manifestScopes } from './manifest.ts';
import { seedRehearsal } from './seed-rehearsal.ts';

/** Wires a rehearsal: local Slack and Teams, the bot that takes them for the real ones, the page, and lists to start with. */
export async function rehearse(
  config: Config & { answersFirst?: boolean },
  log: Logger,
  say: (text: string) => void,
  lists: Lists = bundledLists,
): Promise<{ pageUrl: string; bot: RunningBot; rehearsal: Rehearsal; stop(): Promise<void> }> {
  const rehearsal = await startRehearsal(manifestScopes(), join(config.dataDir, config.mode));
  const { workspace, teams, clock } = rehearsal;
  if (teams === null)
    say('This rehearsal has Slack only: its Teams needs packages that “npm ci --omit=dev” leaves out.');
  const slack = { botToken: workspace.botToken, signingSecret: workspace.signingSecret, apiUrl: workspace.apiUrl };
  const emailDomains = config.emailDomains.length > 0 ? config.emailDomains : rehearsalDomains;
  const platforms = { slack, ...(teams ? teamsOf(teams) : {}) };
  const bot = await startBot({ ...config, emailDomains, ...platforms }, log, clock.now).catch(
    async (fault: unknown) => {
      await rehearsal.stop();
      throw fault;
    },
  );
  await seedRehearsal(bot, lists, say);
  if (teams) await movedTo(bot.database.db, teams.serviceUrl);
  await openOutbox(bot.database.db).showAgain(bot.deps.now());
  bot.delivery.wake();
  const place = { botUrl: bot.url, operatorUrl: bot.operatorUrl, host: config.host, port: config.rehearsalPort };
  // What has become due by moving the clock goes out at once.
  const pageUrl = await rehearsal.open(place, bot.delivery.wake);
  return {
    pageUrl,
    bot,
    rehearsal,
    async stop() {
      await rehearsal.stop();
      await bot.stop();
    },
  };
}

/** The bot signs in at the connector with its own id and secret, as it does at Microsoft. */
function teamsOf(connector: Connector): Pick<ServerConfig, 'teams' | 'teamsLocal'> {
  const { appId, appPassword: password, tenantId, tokenUrl, serviceUrl } = connector;
  return {
    teams: {
      login: { appId, password, type: 'SingleTenant', tenantId },
      allowedTenants: [tenantId],
      cloud: 'public',
      openIdMetadataUrl: null,
    },
    teamsLocal: { endpoints: connector.sdkOptions(), tokenUrl, serviceUrl },
  };
}
