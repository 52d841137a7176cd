import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Member, Workspace, WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { rehearsalTenant } from '#rehearsal/teams-people.ts';
import { manifestScopes } from '#src/manifest.ts';
import { postgresBinaries } from '#test/postgres/binaries.ts';
import { throwawayPostgres } from '#test/postgres/throwaway.ts';
import { fillForm, letIn, press, submitReview } from '#test/slack/harness.ts';
import { playedWorkspace } from '#test/teams/played/workspace.ts';
import type { Counts, ToBot } from './cost-bot.ts';
import { onPostgres, onSqlite } from './cost-stored.ts';
import { less, type Parts, perStory, summed } from './cost-sums.ts';
import { keepResult } from './result.ts';

/**
 * What one request costs, from the command to a role that works: what comes in, what goes out, queries, processor time of
 * the bot alone, and what stays in the database. Slack and Teams, SQLite and PostgreSQL.
 * `node bench/cost-of-a-request.ts [STORIES] [slack|teams] [sqlite|postgres]`
 */

const stories = Number(process.argv[2] ?? 25);
/** The first of each kind warm the bot up: what is compiled once is not counted. */
const warmUp = 5;
const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Where one, three and one official decide. */
const places = { 'one official': '165178', 'three officials': '165326', 'reminder and removal': '165199' };
type Kind = keyof typeof places;
const officials: [string, string, Kind][] = [
  ['U0ONE', 'Olga One', 'one official'],
  ['U0FIRST', 'Fay First', 'three officials'],
  ['U0SECOND', 'Sue Second', 'three officials'],
  ['U0THIRD', 'Tim Third', 'three officials'],
  ['U0LATE', 'Lara Late', 'reminder and removal'],
];
const emailOf = (id: string) => `${id.toLowerCase()}@valley-care.example`;
const person = (id: string, name: string): WorkspacePerson => ({
  id,
  name,
  email: emailOf(id),
  emailConfirmed: true,
  timeZone: 'America/Chicago',
});
const requester = (kind: Kind, n: number) => `U0ASK${Object.keys(places).indexOf(kind)}X${n}`;
const people = [
  ...officials.map(([id, name]) => person(id, name)),
  ...(Object.keys(places) as Kind[]).flatMap((kind) =>
    Array.from({ length: stories + warmUp }, (_, n) => person(requester(kind, n), `Ann Asker${n}`)),
  ),
];

const slackEnv = (workspace: Workspace) => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_SIGNING_SECRET: workspace.signingSecret,
  SLACK_API_URL: workspace.apiUrl,
});
const teamsEnv = {
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  TEAMS_APP_PASSWORD: 'replaced',
  TEAMS_TENANT_ID: rehearsalTenant,
};

const found: object[] = [];
for (const platform of ['slack', 'teams'] as const)
  for (const database of ['sqlite', 'postgres'] as const) {
    if (!(process.argv[3] ?? platform).includes(platform) || !(process.argv[4] ?? database).includes(database))
      continue;
    found.push(...(await measure(platform, database)));
  }
keepResult('cost-of-a-request', { stories, warmUp, found });

async function measure(platform: 'slack' | 'teams', database: 'sqlite' | 'postgres'): Promise<object[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-cost-'));
  const binaries = database === 'postgres' ? postgresBinaries() : null;
  if (database === 'postgres' && binaries === null) return [];
  const server = binaries === null ? null : await throwawayPostgres(binaries);
  // A Monday in an August, 10:14 in Chicago: no holiday is near.
  let offset = Date.parse('2031-08-04T15:14:00Z') - Date.now();
  const clock = () => Date.now() + offset;
  const options = { people, scopes: manifestScopes(), channels: [], clock };
  const played = platform === 'teams' ? await playedWorkspace(options) : null;
  const workspace: Workspace = played ?? (await startWorkspace(options));
  const bot = fork(join(import.meta.dirname, 'cost-bot.ts'));
  const ask = <T>(message: ToBot) => asked<T>(bot, message);
  const on: Stand = {
    workspace,
    delivered: async () => void (await ask('idle')),
    forward: async (ms) => {
      offset += ms;
      await ask({ offset });
    },
    now: clock,
  };
  try {
    const connector = played?.connector;
    const { url } = await ask<{ url: string }>({
      start: {
        env: {
          ...(platform === 'slack' ? slackEnv(workspace) : teamsEnv),
          ...(server === null ? {} : { DATABASE_URL: server.url }),
          DATA_DIR: dataDir,
          PORT: '0',
          EMAIL_DOMAINS: 'valley-care.example',
        },
        teamsLocal: connector
          ? { endpoints: connector.sdkOptions(), tokenUrl: connector.tokenUrl, serviceUrl: connector.serviceUrl }
          : null,
        login: { appId: connector?.appId ?? '', password: connector?.appPassword ?? '' },
        facilities: join(import.meta.dirname, '../test/slack/facilities.csv'),
        offset,
      },
    });
    workspace.requestUrl = `${url}/slack/events`;
    if (played) played.settle = on.delivered;
    const rows = officials.map(([id, name, kind]) => [
      emailOf(id),
      name,
      'Provider Security Official',
      `ccn:${places[kind]}`,
    ]);
    await letIn(workspace, rows);
    await ask({ officials: rows });
    for (const one of people) if (played) await played.enter(one.id);
    const stored = server === null ? onSqlite(join(dataDir, 'live', 'record.sqlite')) : await onPostgres(server.url);
    const results: object[] = [];
    // Whoever decides has opened Home once; the other two of three have not, and nobody asks for what they never saw.
    for (const kind of Object.keys(places))
      await workspace.as(officials.find(([, , at]) => at === kind)?.[0] ?? '').openHome();
    await on.delivered();
    for (const kind of Object.keys(places) as Kind[]) {
      for (let n = 0; n < warmUp; n += 1) await story(on, kind, n, async () => {});
      const before = await stored.look();
      const told: Parts[] = [];
      for (let n = 0; n < stories; n += 1) {
        const parts: Parts = new Map();
        let last = await ask<Counts>('counts');
        await story(on, kind, warmUp + n, async (part) => {
          const counts = await ask<Counts>('counts');
          parts.set(part, [...(parts.get(part) ?? []), less(counts, last)]);
          last = counts;
        });
        told.push(parts);
      }
      const result = {
        platform,
        database,
        kind,
        ...summed(told),
        kept: perStory(await stored.look(), before, stories),
      };
      process.stdout.write(`${JSON.stringify(result)}\n`);
      results.push(result);
    }
    await stored.close();
    if (workspace.refusals().length > 0) throw new Error(JSON.stringify(workspace.refusals().slice(0, 3)));
    return results;
  } finally {
    await ask('stop').catch(() => {});
    bot.kill();
    await workspace.stop();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What a story is played on. */
interface Stand {
  workspace: Workspace;
  delivered(): Promise<void>;
  forward(ms: number): Promise<void>;
  now(): number;
}

/** An hour passes between two steps: nobody is remembered from the one before. */
async function story(on: Stand, kind: Kind, n: number, after: (part: string) => Promise<void>): Promise<void> {
  const ana = on.workspace.as(requester(kind, n));
  const [decider] = officials.filter(([, , at]) => at === kind).map(([id]) => on.workspace.as(id));
  if (decider === undefined) throw new Error('nobody decides');
  // A Monday morning: two business days later is a Wednesday.
  if (kind === 'reminder and removal') await on.forward(untilMonday(on.now()));
  await after('look whether all is true');
  const step = async (part: string, work: () => Promise<unknown>) => {
    await work();
    await on.delivered();
    await after(part);
    await on.forward(hour);
    await after('look whether all is true');
  };
  await step('ask', async () => {
    await fillForm(ana, 'assessment-submitter', places[kind]);
    await submitReview(ana);
    if (ana.screen().modals.length > 0) await ana.close(true);
  });
  if (kind === 'reminder and removal') await step('reminder', () => on.forward(2 * day));
  await step('decide', () => press(decider, 'approve'));
  await step('sent in iQIES', () => press(ana, 'sent'));
  await step('done in iQIES', () => press(decider, 'done'));
  if (kind === 'reminder and removal')
    await step('removal', async () => {
      await press(decider, 'remove-items');
      await decider.fill('words', 'She moved to another facility.');
      await decider.submit();
      await close(decider);
    });
  await step('open Home', () => ana.openHome());
}

/** Until the next Monday, 15:14 in UTC. */
function untilMonday(now: number): number {
  const monday = Date.parse('2031-08-04T15:14:00Z');
  return 7 * day - ((now - monday) % (7 * day));
}

async function close(member: Member): Promise<void> {
  if (member.screen().modals.length > 0) await member.close(true);
}

async function asked<T>(bot: ChildProcess, message: ToBot): Promise<T> {
  bot.send(message);
  const [answer] = await once(bot, 'message');
  if (typeof answer === 'object' && answer !== null && 'fault' in answer) throw new Error(String(answer.fault));
  return answer as T;
}
