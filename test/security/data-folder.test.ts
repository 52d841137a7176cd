import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { liveVariables, type ServerProcess, startServer } from '#test/cli/process.ts';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';

let on: Stage;
let folder: string;
let server: ServerProcess;
beforeEach(async () => {
  on = await stage();
  await on.bot.stop();
  folder = mkdtempSync(join(tmpdir(), 'iqies-cwd-'));
  mkdirSync(join(folder, 'tmp'));
});
afterEach(async () => {
  await server.kill();
  await on.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Node itself refuses every write elsewhere, and to start programs; SQLite's own files are looked for afterwards. */
it('the bot works where it may write to its data folder only, and to nothing else', async () => {
  const variables = {
    ...liveVariables(on.workspace, on.dataDir),
    ...on.database.variables,
    TMPDIR: join(folder, 'tmp'),
    NODE_OPTIONS: `--permission --allow-fs-read=* --allow-fs-write=${on.dataDir}/* --allow-addons`,
  };
  server = await startServer(variables, folder);
  on.workspace.requestUrl = `${server.url}/slack/events`;
  const ana = await ask({ ...on, delivered: async () => {} }, 'U0ANA', 'assessment-submitter', '165326');
  await expect.poll(() => saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks').length, { timeout: 10_000 }).toBe(1);
  await press(on.as('U0JOAN'), 'approve');
  await ana.say('What is a CCN?');
  await expect.poll(() => saying(ana.screen(), 'CMS Certification Number').length, { timeout: 10_000 }).toBe(1);
  expect(readdirSync(folder)).toEqual(['tmp']);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});
