import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startBot } from '#src/app.ts';
import { ConfigProblem, readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { openSqlite } from '#storage/database.ts';
import { lockForServer, SecondServer } from '#storage/server-lock.ts';

describe('one server on a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iqies-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('a second server is refused while the first one runs, and welcome when it stopped', () => {
    const unlock = lockForServer(folder);
    expect(() => lockForServer(folder)).toThrow(SecondServer);
    unlock();
    lockForServer(folder)();
  });

  it('a new data folder is closed to everybody else on the machine', async () => {
    const file = join(folder, 'data', 'live', 'record.sqlite');
    lockForServer(join(folder, 'first', 'live'))();
    await openSqlite(file).close();
    const made = ['data', 'data/live', 'first', 'first/live'].map((path) => statSync(join(folder, path)).mode & 0o777);
    expect(made).toEqual([0o700, 0o700, 0o700, 0o700]);
  });

  it('a start that fails leaves nothing locked', async () => {
    const workspace = await startWorkspace({ people, scopes: manifestScopes() });
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      SLACK_API_URL: workspace.apiUrl,
      EMAIL_DOMAINS: 'valley-care.example',
      DATA_DIR: folder,
      PORT: '0',
    };
    const config = readConfig(env);
    if (config.slack === null) throw new Error('no Slack configured');
    await expect(startBot({ ...config, slack: config.slack }, createLog('silent'))).rejects.toThrow('invalid_auth');
    lockForServer(join(folder, 'live'))();
    await workspace.stop();
    expect(existsSync(join(folder, 'rehearsal'))).toBe(false);
  });

  it('a set-up with a part of the settings stops and names what is missing, never a value', () => {
    const partly = () => readConfig({ SLACK_BOT_TOKEN: 'xoxb-secret-value' });
    expect(partly).toThrow(ConfigProblem);
    expect(partly).toThrow(/SLACK_SIGNING_SECRET is missing \(because SLACK_BOT_TOKEN is set\)/);
    expect(partly).toThrow(/EMAIL_DOMAINS is missing/);
    expect(partly).not.toThrow(/secret-value/);
  });
});
