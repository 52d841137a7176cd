import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { people, rehearsalDomains } from '#rehearsal/people.ts';
import type { JsonObject, Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { type RunningBot, startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { emptyDatabase } from '#test/storage/record.ts';
import { app, grantFor, type SlackCom, startSlackCom } from './slack-com.ts';

/** The bot in two workspaces of one Slack, each of which installed it in a browser. */
export interface InstallStage {
  bot: RunningBot;
  /** Valley Care's people, and Hillside's. */
  valley: Workspace;
  hillside: Workspace;
  slack: SlackCom;
  log: string[];
  dataDir: string;
  variables: Record<string, string>;
  delivered(): Promise<void>;
  forward(ms: number): void;
  now(): number;
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

export const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

export async function installStage(changes: Readonly<Record<string, string>> = {}): Promise<InstallStage> {
  let offset = 0;
  const clock = () => Date.now() + offset;
  const of = (domain: string) => people.filter(({ email }) => email?.endsWith(domain));
  const parts = { scopes: manifestScopes(), clock };
  const channels = [{ id: 'C0HELP', name: 'help', members: ['U0ANA', 'U0LENA'], botIn: true }];
  const valley = await startWorkspace({ ...parts, people: of('@valley-care.example'), channels });
  const team = { id: 'T0HILLSIDE', name: 'Hillside' };
  const hillside = await startWorkspace({ ...parts, people: of('@hillside.example'), team });
  const slack = await startSlackCom([valley, hillside]);
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-install-'));
  const database = await emptyDatabase(dataDir);
  const log: string[] = [];
  const variables: Record<string, string> = {
    SLACK_CLIENT_ID: app.id,
    SLACK_CLIENT_SECRET: app.secret,
    SLACK_TOKEN_KEY: key(1),
    SLACK_ALLOWED_TEAMS: `${valley.teamId},${hillside.teamId}`,
    SLACK_SIGNING_SECRET: valley.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    EMAIL_DOMAINS: rehearsalDomains.join(','),
    DATA_DIR: dataDir,
    PORT: '0',
    ...database.variables,
    ...changes,
  };
  const start = () =>
    startBot(readConfig(variables), createLog('trace', { write: (line) => void log.push(line) }), clock);
  let bot = await start();
  const lead = () => {
    for (const workspace of [valley, hillside]) workspace.requestUrl = `${bot.url}/slack/events`;
  };
  lead();
  return {
    valley,
    hillside,
    slack,
    log,
    dataDir,
    variables,
    get bot() {
      return bot;
    },
    delivered: () => bot.delivery.idle(),
    forward: (ms) => {
      offset += ms;
    },
    now: clock,
    async restart(more = {}) {
      await bot.stop();
      Object.assign(variables, more);
      bot = await start();
      lead();
    },
    async stop() {
      await bot.stop();
      await slack.stop();
      await valley.stop();
      await hillside.stop();
      await database.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A browser, as far as it matters: it goes to Slack and comes back with its cookie. */
export async function begun(on: InstallStage): Promise<{ at: URL; state: string; cookie: string; setCookie: string }> {
  const answer = await fetch(`${on.bot.url}/slack/install`, { redirect: 'manual' });
  const at = new URL(answer.headers.get('location') ?? '');
  const setCookie = answer.headers.get('set-cookie') ?? '';
  return { at, state: at.searchParams.get('state') ?? '', cookie: setCookie.split(';')[0] ?? '', setCookie };
}

/** Comes back from Slack. */
export async function back(
  on: InstallStage,
  { state, cookie }: { state: string; cookie: string },
  code: string,
  more = '',
): Promise<{ status: number; text: string; headers: Headers }> {
  const query = new URLSearchParams({ code, state });
  const answer = await fetch(`${on.bot.url}/slack/oauth_redirect?${query}${more}`, { headers: { cookie } });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Somebody of a workspace installs the bot there. */
export async function install(on: InstallStage, workspace: Workspace, changes: JsonObject = {}) {
  on.slack.codes.set('a-code', grantFor(workspace, manifestScopes(), changes));
  on.slack.revoked.delete(workspace.botToken);
  const came = await back(on, await begun(on), 'a-code');
  await on.delivered();
  return came;
}

export async function importOfficials(on: InstallStage, rows: readonly (readonly string[])[]): Promise<void> {
  const file = join(import.meta.dirname, '../slack/facilities.csv');
  await importProviderFile(on.bot.database.db, file, { now: on.now(), onSkipped: () => {} });
  const records = rows.map(([email = '', name = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role: 'Provider Security Official', organization, environment: 'production' },
  }));
  await applyOfficials(on.bot.deps)(await compareOfficials(on.bot.deps)(records), false);
  await on.delivered();
}
