import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import type { Identity } from '#application/ledger.ts';
import { people, rehearsalDomains } from '#rehearsal/people.ts';
import type {
  JsonObject,
  Member,
  Screen,
  ShownMessage,
  Workspace,
  WorkspacePerson,
} from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { type RunningBot, startBot } from '#src/app.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { emptyDatabase, type TestDatabase } from '#test/storage/record.ts';
import { configAt } from '../teams/harness.ts';
import { objectIdOf, type PlayedWorkspace, playedWorkspace } from '../teams/played/workspace.ts';

/** The real bot on a real database, in a strict local Slack workspace. Nothing between them but HTTP, or Socket Mode. */
export interface Stage {
  workspace: Workspace;
  bot: RunningBot;
  dataDir: string;
  database: TestDatabase;
  log: string[];
  as(id: string): Member;
  /** Waits until everything that is due has been delivered. */
  delivered(): Promise<void>;
  /** The clock in ms; `forward` moves it. */
  now(): number;
  forward(ms: number): void;
  /** Stops the bot and starts it again, also with another configuration. */
  restartBot(changes?: Pick<StageOptions, 'sharedAddresses' | 'variables'>): Promise<void>;
  stop(): Promise<void>;
}

export const officials = [
  ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
  ['raj.patel@valley-care.example', 'Raj Patel', 'Provider Security Official', 'ccn:165326'],
  ['maria.gomez@hillside.example', 'Maria Gomez', 'Provider Security Official', 'ccn:165178'],
  ['wei.chen@valley-care.example', 'Wei Chen', 'Provider Security Official', 'ccn:165199'],
] as const;

export interface StageOptions {
  channels?: { id: string; name: string; members: string[]; botIn: boolean }[];
  officials?: readonly (readonly string[])[];
  people?: WorkspacePerson[];
  sharedAddresses?: string[];
  guestsMayRequest?: boolean;
  /** Addresses that may record a removal. */
  helpDesk?: string[];
  /** A channel of the operator, where the bot is a member or not. */
  operatorChannel?: { id: string; botIn: boolean };
  /** Over Socket Mode in place of HTTP. `SOCKET_MODE=1` makes that so for every story. */
  socket?: boolean;
  /** Beside another bot, in its workspace. */
  workspace?: Workspace;
  /** What the bot is told besides: of a mail server, for example. */
  variables?: Readonly<Record<string, string>>;
  /** On the record of another bot. */
  database?: TestDatabase;
}

/** Whether the stories are played in Teams: `PLAYED_IN=teams`. */
export const inTeams = process.env.PLAYED_IN === 'teams';

const isPlayed = (workspace: Workspace): workspace is PlayedWorkspace => 'connector' in workspace;

/** How many dialogs stand on top of each other: Teams shows one at a time, and knows the way back. */
export const deep = (dialogs: number): number => (inTeams ? Math.min(dialogs, 1) : dialogs);

/** Who a person of the stage is, on the platform where the story is played. */
export const identityOf = ({ workspace }: Stage, userId: string): Identity =>
  isPlayed(workspace)
    ? { platform: 'teams', scope: workspace.teamId, userId: objectIdOf(userId) }
    : { platform: 'slack', scope: workspace.teamId, userId };

/** Rows of a table without those that only Slack has: by what stands in their first column. */
export const playable = <Row extends readonly unknown[]>(rows: readonly Row[], ...onlyInSlack: string[]): Row[] =>
  rows.filter(([first]) => !inTeams || !onlyInSlack.includes(String(first)));

/** What a card calls the platform on which the story is played. */
export const platformName = inTeams ? 'Teams' : 'Slack';

/** A test of what only Slack has: in Teams there is none, not one that was left out. */
export const inSlackIt: typeof it = inTeams ? (new Proxy(it, { apply: () => undefined }) as typeof it) : it;

/** Raises the curtain: workspace, bot, a short provider list, officials. */
export async function stage(options: StageOptions = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-'));
  let offset = 0;
  const now = () => Date.now() + offset;
  const workspace =
    options.workspace ??
    (await (inTeams ? playedWorkspace : startWorkspace)({
      people: options.people ?? people,
      scopes: manifestScopes(),
      clock: now,
      channels: [
        ...(options.channels ?? []),
        ...(options.operatorChannel ? [{ name: 'operators', members: ['U0LENA'], ...options.operatorChannel }] : []),
      ],
    }));
  const log: string[] = [];
  const database = options.database ?? (await emptyDatabase(dataDir));
  const variables = { DATA_DIR: dataDir, ...database.variables };
  let config = configOf(variables, options);
  const socket = options.socket ?? process.env.SOCKET_MODE === '1';
  const { botToken, apiUrl, appToken, signingSecret } = workspace;
  const entry = socket ? { appToken, signingSecretIgnored: false } : { signingSecret };
  const start = () =>
    startBot(
      isPlayed(workspace)
        ? configAt(workspace.connector, config)
        : { ...config, slack: { botToken, apiUrl, ...entry } },
      createLog('debug', { write: (line) => void log.push(line) }),
      now,
    );
  let bot = await start();
  workspace.requestUrl = `${bot.url}/slack/events`;
  const built: Stage = {
    workspace,
    get bot() {
      return bot;
    },
    dataDir,
    database,
    log,
    now,
    forward: (ms) => {
      offset += ms;
    },
    as: (id) => workspace.as(id),
    delivered: () => bot.delivery.idle(),
    async restartBot(changes) {
      await bot.stop();
      config = configOf(variables, { ...options, ...changes });
      bot = await start();
      workspace.requestUrl = `${bot.url}/slack/events`;
    },
    async stop() {
      if (options.workspace === undefined) await workspace.stop();
      await bot.stop();
      if (options.database === undefined) await database.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  if (isPlayed(workspace)) {
    workspace.settle = built.delivered;
    workspace.forget = async (objectId) => {
      await bot.database.db.updateTable('account').set({ checked_at: 0 }).where('user_id', '=', objectId).execute();
    };
  }
  if ((await bot.deps.ledger.read((record) => record.importedGrants())).length === 0) {
    await importProviderFile(bot.database.db, join(import.meta.dirname, 'facilities.csv'), {
      now: now(),
      onSkipped: () => {},
    });
    await addOfficials(built, options.officials ?? officials);
  }
  return built;
}

function configOf(variables: Readonly<Record<string, string>>, options: StageOptions): Config {
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-replaced-by-the-workspace',
    SLACK_SIGNING_SECRET: 'replaced-by-the-workspace',
    EMAIL_DOMAINS: rehearsalDomains.join(','),
    SHARED_ADDRESSES: (options.sharedAddresses ?? []).join(','),
    GUESTS_MAY_REQUEST: options.guestsMayRequest ? '1' : '0',
    HELP_DESK: (options.helpDesk ?? []).join(','),
    OPERATOR_CHANNEL: options.operatorChannel?.id,
    PORT: '0',
    ...options.variables,
    ...variables,
  };
  return readConfig(env);
}

/** Adds officials as the operator's import would, and waits until they were looked up. */
export async function addOfficials({ bot, workspace }: Stage, rows: readonly (readonly string[])[]): Promise<void> {
  await letIn(workspace, rows);
  const records = rows.map(
    ([email = '', name = '', role = '', organization = '', environment = 'production'], index) => ({
      line: index + 2,
      values: { email, name, role, organization, environment },
    }),
  );
  const diff = await compareOfficials(bot.deps)(records);
  if (diff.wrong.length > 0) throw new Error(JSON.stringify(diff.wrong));
  await applyOfficials(bot.deps)(diff, false);
  await bot.delivery.idle();
}

/** Officials of Slack are found by their address; those of Teams have to have the app. */
export async function letIn(workspace: Workspace, rows: readonly (readonly string[])[]): Promise<void> {
  if (!isPlayed(workspace)) return;
  const emails = rows.map(([email]) => email);
  for (const { id, email, deleted } of workspace.people())
    if (email !== null && emails.includes(email) && !deleted) await workspace.enter(id);
}

/** All words of a message, view or page, as a person would read them. */
export function words(blocks: readonly JsonObject[] | JsonObject): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        if (key === 'text' && typeof one === 'string') found.push(one);
        else walk(one);
      }
    }
  };
  walk(blocks);
  return found
    .join('\n')
    .replaceAll('*', '')
    .replaceAll('&amp;', '&')
    .replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1');
}

/** Messages of a person's screen that say something, newest last. */
export const saying = (screen: Screen, part: string): ShownMessage[] =>
  screen.messages.filter((message) => words(message.blocks).includes(part) || message.text.includes(part));

/** What stands on top of the modals. */
export function modal(screen: Screen): { title: string; words: string; errors: string } {
  const top = screen.modals.at(-1);
  if (top === undefined) throw new Error(`no modal is open${screen.notice === null ? '' : `: ${screen.notice}`}`);
  const title = words([top.view.title as JsonObject]);
  return { title, words: words([top.view]), errors: Object.values(top.errors).join('\n') };
}

/** Fills the request form up to the review. `paste` are CCNs as typed. */
export async function fillForm(
  member: Member,
  role: string,
  paste: string,
  start: 'command' | 'open' = 'command',
): Promise<void> {
  if (start === 'command') await member.command('');
  await member.fill('category', 'provider');
  await member.submit();
  await member.fill('role', role);
  await member.submit();
  await member.fill('pasted', paste);
  await member.submit();
}

/** Ticks what the review asks for and submits. */
export async function submitReview(member: Member): Promise<void> {
  await member.fill('harp', ['yes']);
  if (words([member.screen().modals.at(-1)?.view ?? {}]).includes('am not a vendor'))
    await member.fill('not-vendor', ['yes']);
  await member.submit();
}

/** Asks for a role from the command to "Sent". */
export async function ask(on: Stage, who: string, role: string, paste: string): Promise<Member> {
  const member = on.as(who);
  await fillForm(member, role, paste);
  await submitReview(member);
  await on.delivered();
  return member;
}

/** The newest message that holds a button with this action. */
export function withButton(screen: Screen, actionId: string): ShownMessage {
  const found = screen.messages
    .filter((message) => JSON.stringify(message.blocks).includes(`"action_id":"${actionId}"`))
    .at(-1);
  if (found === undefined)
    throw new Error(
      `no message with ${actionId}: ${screen.messages.map((message) => words(message.blocks)).join('\n--\n')}`,
    );
  return found;
}

/** Presses a button of the newest message that has it. */
export async function press(member: Member, actionId: string): Promise<Awaited<ReturnType<Member['press']>>> {
  const message = withButton(member.screen(), actionId);
  return member.press({ surface: 'message', ts: message.ts, actionId });
}

/** The operator imports a list that takes the place of what stands. */
export async function replaceOfficials(on: Stage, rows: readonly (readonly string[])[]): Promise<void> {
  await letIn(on.workspace, rows);
  const records = rows.map(([email = '', name = '', role = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role, organization, environment: 'production' },
  }));
  await applyOfficials(on.bot.deps)(await compareOfficials(on.bot.deps)(records), true);
  await on.delivered();
}
