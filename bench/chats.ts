import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import { rehearsalTenant, teamsPeople } from '#rehearsal/teams-people.ts';
import { manifestScopes } from '#src/manifest.ts';
import { at, keepResult } from './result.ts';

/**
 * How long the bot takes from its process's start until it listens, and how large it is then and after 100 questions (on
 * both platforms: 50 each), with Slack only, Teams only and both. The median of the runs; the platforms are local ones in
 * this process. `node bench/chats.ts [RUNS]`
 */
const runs = Number(process.argv[2] ?? 9);
const questions = 100;
const workspace = await startWorkspace({ people, scopes: manifestScopes() });
const connector = await startConnector({ people: teamsPeople, installedFor: ['U0ANA'], tenantId: rehearsalTenant });

const slackEnv = {
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_SIGNING_SECRET: workspace.signingSecret,
  SLACK_API_URL: workspace.apiUrl,
};
const teamsEnv = {
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  TEAMS_APP_PASSWORD: 'replaced',
  TEAMS_TENANT_ID: rehearsalTenant,
};
const kinds = { 'Slack only': { ...slackEnv }, 'Teams only': { ...teamsEnv }, both: { ...slackEnv, ...teamsEnv } };
type Kind = keyof typeof kinds;
interface Figures {
  readyMs: number;
  /** Of the process until then: on a machine that others use it says more. */
  readyCpuMs: number;
  rssMb: number;
  heapMb: number;
  rssAfterMb: number;
  heapAfterMb: number;
}
const found = new Map<Kind, Figures[]>();

// In turn, so that a busy moment of the machine meets all three.
for (let run = 0; run <= runs; run += 1)
  for (const kind of Object.keys(kinds) as Kind[]) {
    const figures = await measure(kind);
    // The first of each warms the disk.
    if (run > 0) found.set(kind, [...(found.get(kind) ?? []), figures]);
  }
await workspace.stop();
await connector.stop();

const medians = [...found].map(([kind, list]) => {
  const of = (name: keyof Figures) =>
    Math.round(
      at(
        list.map((one) => one[name]),
        0.5,
      ),
    );
  return {
    kind,
    readyMs: of('readyMs'),
    readyCpuMs: of('readyCpuMs'),
    rssMb: of('rssMb'),
    heapMb: of('heapMb'),
    rssAfterMb: of('rssAfterMb'),
    heapAfterMb: of('heapAfterMb'),
  };
});
console.table(medians);
keepResult('chats', { runs, questions, medians });

async function measure(kind: Kind): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-chats-'));
  const env = { ...kinds[kind], DATA_DIR: dataDir, PORT: '0', EMAIL_DOMAINS: 'valley-care.example' };
  const { appId, appPassword: password, tokenUrl, serviceUrl } = connector;
  const teamsLocal = kind === 'Slack only' ? null : { endpoints: connector.sdkOptions(), tokenUrl, serviceUrl };
  const start = performance.now();
  const bot = fork(join(import.meta.dirname, 'chats-bot.ts'), [], { execArgv: ['--expose-gc'] });
  bot.send({ env, teamsLocal, login: { appId, password } });
  const { url, cpuMs: readyCpuMs } = await answerOf<{ url: string; cpuMs: number }>(bot);
  const readyMs = performance.now() - start;
  workspace.requestUrl = `${url}/slack/events`;
  connector.requestUrl = `${url}/api/messages`;
  const first = await sizeOf(bot);
  const asked = kind === 'both' ? questions / 2 : questions;
  for (let count = 0; count < asked; count += 1) {
    if (kind !== 'Teams only') await workspace.as('U0ANA').say('What is a CCN?');
    if (kind !== 'Slack only') await connector.member('U0ANA').say('What is a CCN?');
  }
  const last = await sizeOf(bot);
  bot.kill();
  await once(bot, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
  return { readyMs, readyCpuMs, ...first, rssAfterMb: last.rssMb, heapAfterMb: last.heapMb };
}

async function sizeOf(bot: ChildProcess): Promise<{ rssMb: number; heapMb: number }> {
  bot.send('measure');
  const { rss, heapUsed } = await answerOf<{ rss: number; heapUsed: number }>(bot);
  return { rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
}

async function answerOf<T>(bot: ChildProcess): Promise<T> {
  const [message] = await once(bot, 'message');
  return message as T;
}
