import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { liveVariables, runNode, startServer } from '#test/cli/process.ts';

let folder: string;
let workspace: Workspace;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-start-'));
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
});
afterEach(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (variables: Record<string, string>) =>
  runNode(['src/main.ts'], { DATA_DIR: folder, ...variables }, folder);

describe('a bot that can’t work does not start, and says what to do', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'half of Slack is configured',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      ['SLACK_SIGNING_SECRET is missing', 'EMAIL_DOMAINS is missing', '.env.example explains every variable'],
    ],
    [
      'production is wanted without a platform: never a rehearsal',
      { BOT_MODE: 'production' },
      ['SLACK_BOT_TOKEN is missing'],
    ],
    [
      'half of Teams is configured: never a bot that lets anybody in',
      { TEAMS_APP_PASSWORD: 'hidden', EMAIL_DOMAINS: 'x.example' },
      ['TEAMS_APP_ID is missing', 'TEAMS_TENANT_ID is missing'],
    ],
    ['only a database server is configured', { DATABASE_URL: 'postgres://db/x' }, ['SLACK_BOT_TOKEN is missing']],
    ['the port is no port', { PORT: '99999' }, ['PORT']],
    ['a category is unknown', { CATEGORIES: 'hospital' }, ['CATEGORIES names hospital']],
  ])('%s', async (_what, variables, parts) => {
    const { code, out, err } = await start(variables);
    expect(code).toBe(1);
    expect(err).toContain('The bot did not start.');
    for (const part of parts) expect(err).toContain(part);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });

  it('another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await start({ ...liveVariables(workspace, folder), PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(err).toMatch(/Port \d+ is in use\. Set PORT/);
  });

  it('the database server is not there', async () => {
    const variables = { ...liveVariables(workspace, folder), DATABASE_URL: 'postgres://bot:hidden@127.0.0.1:1/x' };
    const { code, err } = await start(variables);
    expect(code).toBe(1);
    expect(err).toContain('The database that DATABASE_URL names can’t be used: connect ECONNREFUSED 127.0.0.1:1');
    expect(err).not.toContain('hidden');
  });

  it('Slack does not know the token', async () => {
    const { code, err } = await start({ ...liveVariables(workspace, folder), SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(code).toBe(1);
    expect(err).toContain('Slack does not accept SLACK_BOT_TOKEN');
    expect(err).not.toContain('xoxb-wrong');
  });

  it('Slack is not there', async () => {
    const variables = liveVariables(workspace, folder);
    await workspace.stop();
    const { code, err } = await start(variables);
    expect(code).toBe(1);
    expect(err).toContain('Slack could not be reached');
  });

  it('the record was made by a rehearsal', async () => {
    const { mkdirSync, copyFileSync } = await import('node:fs');
    const rehearsal = await runNode(['src/cli.ts', 'notices'], { DATA_DIR: folder }, folder);
    expect(rehearsal).toMatchObject({ code: 0, out: 'Nothing to see.\n' });
    mkdirSync(join(folder, 'live'));
    copyFileSync(join(folder, 'rehearsal', 'record.sqlite'), join(folder, 'live', 'record.sqlite'));
    const { code, err } = await start(liveVariables(workspace, folder));
    expect(code).toBe(1);
    expect(err).toContain('This database was made by a rehearsal bot');
  });

  it('the folder for the record is a file', async () => {
    writeFileSync(join(folder, 'data'), '');
    const { code, err } = await start(liveVariables(workspace, join(folder, 'data')));
    expect(code).toBe(1);
    expect(err).toContain('The bot did not start.');
  });
});

describe('a bot that starts', () => {
  it('answers health and readiness, and stops on a signal', async () => {
    const variables = { ...liveVariables(workspace, folder), OPERATOR_CHANNEL: 'C0OPERATORS' };
    const server = await startServer(variables, folder);
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok');
    expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ready');
    const ended = new Promise((gone) => server.child.once('exit', gone));
    server.child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('reads a .env file where it stands', async () => {
    writeFileSync(join(folder, '.env'), 'BOT_MODE=production\nPORT=0\n');
    const { code, err } = await start({});
    expect(code).toBe(1);
    expect(err).toContain('because BOT_MODE is production');
  });
});
