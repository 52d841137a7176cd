import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { liveVariables, startServer, type Variables } from '#test/cli/process.ts';

/** A server has the code of those platforms in memory that are configured, and of no other. */
let folder: string;
let workspace: Workspace;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-load-'));
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
});
afterEach(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

const teams = {
  TEAMS_APP_ID: '5c0de000-0000-4000-8000-0000000000b0',
  TEAMS_APP_PASSWORD: 'not-used-here',
  TEAMS_TENANT_ID: '7e4a1c00-0000-4000-8000-00000000a001',
};

/** The packages of chat platforms that a running server has in memory. */
async function loaded(variables: Variables): Promise<{ slack: string[]; microsoft: string[]; ai: string[] }> {
  const server = await startServer(variables, folder, ['test/teams/loaded-server.ts']);
  const said = new Promise<string>((resolve) => {
    server.child.stdout?.on('data', (part) => {
      const line = /loaded \d+ MB: (.*)\n/.exec(String(part))?.[1];
      if (line !== undefined) resolve(line);
    });
  });
  server.child.kill('SIGUSR2');
  const names = (await said).split(' ');
  await server.kill();
  return {
    slack: names.filter((name) => name.startsWith('@slack/')),
    microsoft: names.filter((name) => /^(@microsoft|@azure)\/|^bot(builder|framework)/.test(name)),
    ai: names.filter((name) => /openai|gpt-tokenizer|botbuilder-dialogs/.test(name)),
  };
}

test('a bot on Slack only loads nothing of Microsoft', async () => {
  const { slack, microsoft } = await loaded(liveVariables(workspace, folder));
  expect(slack).toContain('@slack/bolt');
  expect(microsoft).toEqual([]);
});

test('a bot on Teams only loads nothing of Slack, and no AI parts', async () => {
  const variables = { ...teams, DATA_DIR: folder, EMAIL_DOMAINS: 'valley-care.example', PORT: '0' };
  const { slack, microsoft, ai } = await loaded(variables);
  expect(slack).toEqual([]);
  expect(microsoft).toContain('@microsoft/teams-ai');
  expect(ai).toEqual([]);
});

test('a bot on both has both', async () => {
  const { slack, microsoft } = await loaded({ ...liveVariables(workspace, folder), ...teams });
  expect(slack).toContain('@slack/bolt');
  expect(microsoft).toContain('botbuilder');
});
