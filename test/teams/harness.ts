import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { rehearsalDomains } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import type { Connector, ConnectorOptions, Member, TeamsScreen } from '#rehearsal/teams/contract.ts';
import { rehearsalTenant, teamsPeople } from '#rehearsal/teams-people.ts';
import { type RunningBot, startBot } from '#src/app.ts';
import type { ServerConfig } from '#src/chats.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { emptyDatabase, type TestDatabase } from '#test/storage/record.ts';

/** The real bot on a real database, on Teams (and in a Slack workspace, if one is given), at a strict local connector. Nothing between them but HTTP. */
export interface TeamsStage {
  connector: Connector;
  bot: RunningBot;
  dataDir: string;
  database: TestDatabase;
  log: string[];
  as(id: string): Member;
  /** Waits until everything that is due has been delivered. */
  delivered(): Promise<void>;
  forward(ms: number): void;
  /** Stops the bot and starts it again, also with other variables. */
  restartBot(variables?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

export const channel = {
  id: '19:iqies@thread.tacv2',
  name: 'iQIES',
  teamId: '19:team@thread.tacv2',
  teamName: 'Valley Care',
  members: ['U0ANA', 'U0JOAN', 'T0FAY'],
  botIn: true,
};

/** Raises the curtain: connector, bot, officials. Ana, Joan and Tessa have the app; the bot was not told of it. */
export async function teamsStage(
  options: Partial<ConnectorOptions> & {
    officials?: readonly (readonly string[])[];
    slack?: Workspace;
    /** What the bot is told besides: of a mail server, for example. */
    variables?: Readonly<Record<string, string>>;
  } = {},
): Promise<TeamsStage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-'));
  let offset = 0;
  const now = () => Date.now() + offset;
  const connector = await startConnector({
    people: teamsPeople,
    channels: [channel],
    installedFor: ['U0ANA', 'U0JOAN', 'T0TESSA'],
    tenantId: rehearsalTenant,
    clock: now,
    ...options,
  });
  const database = await emptyDatabase(dataDir);
  const log: string[] = [];
  const configured = (variables: Readonly<Record<string, string>> = {}) =>
    configOf(connector, { DATA_DIR: dataDir, ...variables, ...database.variables }, options.slack);
  let config = configured(options.variables);
  const start = () => startBot(config, createLog('trace', { write: (line) => void log.push(line) }), now);
  let bot = await start();
  connector.requestUrl = `${bot.url}/api/messages`;
  const stage: TeamsStage = {
    connector,
    get bot() {
      return bot;
    },
    dataDir,
    database,
    log,
    as: (id) => connector.member(id),
    delivered: () => bot.delivery.idle(),
    forward: (ms) => {
      offset += ms;
    },
    async restartBot(variables) {
      await bot.stop();
      if (variables !== undefined) config = configured(variables);
      bot = await start();
      connector.requestUrl = `${bot.url}/api/messages`;
    },
    async stop() {
      await connector.stop();
      await bot.stop();
      await database.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await importOfficials(stage, options.officials ?? []);
  return stage;
}

function configOf(
  connector: Connector,
  variables: Readonly<Record<string, string>>,
  workspace: Workspace | undefined,
): ServerConfig {
  const config = readConfig({ ...onTeams, EMAIL_DOMAINS: rehearsalDomains.join(','), PORT: '0', ...variables });
  return { ...configAt(connector, config), slack: workspace === undefined ? null : slackOf(workspace) };
}

const onTeams = {
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  TEAMS_APP_PASSWORD: 'replaced-by-the-connector',
  TEAMS_TENANT_ID: rehearsalTenant,
};

/** A configuration for the bot on Teams alone, at this connector. */
export function configAt(connector: Connector, config: Config): ServerConfig {
  const teams = config.teams ?? readConfig({ ...onTeams, EMAIL_DOMAINS: 'x.example', DATA_DIR: '.', PORT: '0' }).teams;
  if (teams?.login == null) throw new Error('Teams is not configured');
  const { appId, appPassword: password, serviceUrl, tokenUrl } = connector;
  return {
    ...config,
    teams: { ...teams, login: { ...teams.login, appId, password } },
    slack: null,
    teamsLocal: { endpoints: connector.sdkOptions(), tokenUrl, serviceUrl },
  };
}

const slackOf = ({ botToken, signingSecret, apiUrl }: Workspace) => ({ botToken, signingSecret, apiUrl });

async function importOfficials({ bot }: TeamsStage, rows: readonly (readonly string[])[]): Promise<void> {
  const records = rows.map(([email = '', name = '', role = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role, organization, environment: 'production' },
  }));
  await applyOfficials(bot.deps)(await compareOfficials(bot.deps)(records), false);
  await bot.delivery.idle();
}

/** All words of what the bot wrote to a person, message by message. */
export const said = ({ messages }: TeamsScreen): string[] =>
  messages.filter(({ from }) => from === 'bot').map(({ text, cards }) => [text, ...words(cards)].join('\n').trim());

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(words);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    (key === 'text' || key === 'title') && typeof one === 'string' ? [one] : words(one),
  );
}
