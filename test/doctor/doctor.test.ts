import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '#cli/commands/doctor.ts';
import type { Facts } from '#cli/print.ts';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import { startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { examine } from '#src/doctor/examine.ts';
import { lookBesideStart } from '#src/doctor/start.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { startMailServer } from '#test/mail/mail-server.ts';

let folder: string;
let workspace: Workspace | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-doctor-'));
});
afterEach(async () => {
  await workspace?.stop();
  workspace = null;
  rmSync(folder, { recursive: true, force: true });
});

type Options = Partial<Parameters<typeof startWorkspace>[0]>;
async function slack(options: Options = {}): Promise<Record<string, string>> {
  workspace = await startWorkspace({ people, scopes: manifestScopes(), ...options });
  const { botToken, signingSecret, apiUrl } = workspace;
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    EMAIL_DOMAINS: 'valley-care.example',
    DATA_DIR: folder,
    PORT: '1',
  };
}

async function run(env: Record<string, string>, quick = true) {
  const words: string[] = [];
  const facts: Facts[] = [];
  const code = await doctor(env, { quick }, (line, fact) => {
    words.push(line);
    if (fact !== null) facts.push(fact);
  });
  return { code, out: words.join('\n'), broken: facts.filter(({ standing }) => standing === 'broken'), facts };
}

describe('the doctor', () => {
  it('says so when another program at its port never comes to an end of its answer', async () => {
    const other = createServer((_, response) => response.writeHead(200).write('ready'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { out } = await run({ ...(await slack()), PORT: String((other.address() as AddressInfo).port) });
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
    expect(out).toContain('Another program answers at');
  });

  it('finds nothing broken in a Slack that was set up by the manifest, and shows it every view', async () => {
    const env = await slack();
    const { code, out, broken, facts } = await run(env, false);
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    expect(out).toMatch(/ok {6}Slack: Slack takes all \d{3} views and messages/);
    expect(out).toContain('ok      Slack: It has every scope of the manifest.');
    expect(out).toContain('There is no list of facilities');
    expect(out).toContain('No server runs at http://127.0.0.1:1');
    expect(facts.at(-1)).toMatchObject({ done: true, broken: 0 });
    expect(out + JSON.stringify(facts)).not.toContain(env.SLACK_BOT_TOKEN);
    expect(workspace?.refusals()).toEqual([]);
    expect(workspace?.calls().filter(({ method }) => method.startsWith('chat.'))).toEqual([]);
  });

  it.each<[string, Options, (to: Workspace) => Record<string, string> | undefined, string]>([
    ['a wrong token', {}, () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }), 'Copy the Bot User OAuth Token'],
    ['a revoked token', {}, (to) => refuse(to, 'token_revoked'), 'Install the app again'],
    ['an app that is not installed', {}, (to) => refuse(to, 'account_inactive'), 'not installed in this workspace'],
    ['a missing scope', { scopes: ['chat:write', 'commands'] }, () => ({}), 'lacks app_mentions:read, im:history'],
    ['a clock that is off', { clock: () => Date.now() + 600_000 }, () => ({}), 'is 10 minutes behind that of Slack'],
    ['a wrong app-level token', {}, () => ({ SLACK_APP_TOKEN: 'xapp-wrong' }), 'App-Level Tokens: xapp-..., whole'],
    [
      'an app-level token without its scope',
      { appScopes: [] },
      (to) => ({ SLACK_APP_TOKEN: to.appToken }),
      'lacks the scope connections:write',
    ],
    ['no Slack there', {}, () => ({ SLACK_API_URL: 'http://127.0.0.1:1/api/' }), 'Slack could not be reached'],
    [
      'a database that is down',
      {},
      () => ({ DATABASE_URL: 'postgres://bot:hidden@127.0.0.1:1/x' }),
      'Start PostgreSQL, or check the host and the port',
    ],
    [
      'a mail server that is down',
      {},
      () => ({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'bot@x.example' }),
      'Check host and port in SMTP_URL',
    ],
    ['a folder that can’t be written', {}, () => ({ DATA_DIR: import.meta.filename }), 'may not write into'],
  ])('says of %s what it is and what to do', async (_what, options, change, says) => {
    const env = await slack(options);
    const { code, out, broken } = await run({ ...env, ...(workspace === null ? {} : change(workspace)) });
    expect(code).toBe(1);
    expect(broken.length).toBeGreaterThan(0);
    expect(out).toContain(says);
    expect(out).not.toMatch(/hidden|xoxb-[a-z]|xapp-wrong/);
  });

  it('ends with 2 and every line that is wrong when the configuration can’t be used', async () => {
    const { code, broken } = await run({ SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(code).toBe(2);
    expect(broken.map(({ says }) => String(says).split(' ')[0])).toEqual(['SLACK_SIGNING_SECRET', 'EMAIL_DOMAINS']);
  });

  it('signs in at the mail server, and sends nothing', async () => {
    const mail = await startMailServer({ user: 'bot', password: 'right' });
    const env = { ...(await slack()), MAIL_FROM: 'bot@valley-care.example' };
    const right = await run({ ...env, SMTP_URL: mail.url });
    const wrong = await run({ ...env, SMTP_URL: mail.url.replace('right', 'wrong') });
    expect(right.out).toContain('takes mail from bot@valley-care.example');
    expect(wrong.out).toContain('Check the user and the password in SMTP_URL');
    expect(mail.letters).toEqual([]);
    await mail.stop();
  });

  it('beside a running server says that it is ready, and what waits in the record', async () => {
    const env = await slack();
    const config = readConfig({ ...env, PORT: '0' });
    const bot = await startBot(config, createLog('silent'));
    const task = {
      id: 't',
      seq: 1,
      kind: 'operator',
      task: '{}',
      platform: 'slack',
      lane: 'l',
      version: 1,
      attempts: 9,
    };
    const given = { created_at: 1, due_at: 1, lease_until: 0, dead_at: 2, last_error: 'channel_not_found' };
    await bot.database.db
      .insertInto('outbox')
      .values({ ...task, ...given })
      .execute();
    const { code, out } = await run({ ...env, PORT: new URL(bot.url).port });
    await bot.stop();
    expect(code).toBe(0);
    expect(out).toContain('is ready.');
    expect(out).toContain('The record stands in');
    expect(out).toContain('1 message was given up (1 operator: channel_not_found)');
    expect(out).toContain('Invite the bot into the channel that OPERATOR_CHANNEL names');
    expect(out).toContain('No security official is known');
  });
});

/** The workspace refuses the next call that asks whose token it is. */
function refuse(to: Workspace, error: string): Record<string, string> {
  to.breakNext({ method: 'auth.test', times: 1, fault: { kind: 'error', error } });
  return {};
}

describe('the doctor, in Teams', () => {
  const guid = (n: number) => `00000000-0000-0000-0000-00000000000${n}`;

  it.each<[string, { secret?: string; appId?: string; tenantId?: string; stopped?: boolean }, string, boolean]>([
    ['all is well', {}, 'Microsoft takes the app’s id and secret.', false],
    ['the secret is wrong', { secret: 'hidden-one' }, 'copy its Value, not its Secret ID', true],
    ['the app is unknown', { appId: guid(7) }, 'Microsoft knows no app with TEAMS_APP_ID', true],
    ['Microsoft is not there', { stopped: true }, 'could not be asked for a token (no answer)', false],
  ])('%s', async (_what, { secret, appId, stopped }, says, stopsTheStart) => {
    const connector = await startConnector({ people: [] });
    const config = readConfig({
      TEAMS_APP_ID: appId ?? connector.appId,
      TEAMS_APP_PASSWORD: secret ?? connector.appPassword,
      TEAMS_TENANT_ID: connector.tenantId,
      EMAIL_DOMAINS: 'x.example',
      DATA_DIR: folder,
      PORT: '1',
    });
    const teamsLocal = {
      endpoints: connector.sdkOptions(),
      tokenUrl: connector.tokenUrl,
      serviceUrl: connector.serviceUrl,
    };
    if (stopped) await connector.stop();
    const said: string[] = [];
    for await (const finding of examine(config, {
      thorough: false,
      quick: true,
      teamsLocal,
      onProgress: () => undefined,
    }))
      if (['Teams', 'clock'].includes(finding.about)) said.push(`${finding.says} ${finding.todo ?? ''}`);
    const start = lookBesideStart(config, teamsLocal)();
    if (stopsTheStart) await expect(start).rejects.toThrow(says);
    else await expect(start).resolves.toBeUndefined();
    if (!stopped) await connector.stop();
    expect(said.join('\n')).toContain(says);
    expect(said.join('\n')).not.toContain('hidden-one');
    expect(said.length).toBeGreaterThan(2);
  });
});

describe('a start', () => {
  it('stops with what to do when the token may do too little, and when the clock is far off', async () => {
    const few = readConfig(await slack({ scopes: ['chat:write', 'commands', 'users:read', 'users:read.email'] }));
    await expect(startBot(few, createLog('silent'))).rejects.toThrow(
      /lacks app_mentions:read, im:history.*App Manifest/,
    );
    await workspace?.stop();
    const late = readConfig({ ...(await slack({ clock: () => Date.now() - 600_000 })), PORT: '0' });
    const mayListen = lookBesideStart(late);
    await expect(startBot({ ...late, mayListen }, createLog('silent'))).rejects.toThrow(/10 minutes ahead of.*NTP/);
  });

  it('goes on without what is only a part: mentions', async () => {
    const scopes = manifestScopes().filter((scope) => scope !== 'app_mentions:read');
    const bot = await startBot({ ...readConfig({ ...(await slack({ scopes })), PORT: '0' }) }, createLog('silent'));
    await bot.stop();
  });
});
