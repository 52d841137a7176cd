import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startBot } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { manifestScopes } from '#src/manifest.ts';
import { runNode, socketVariables, startServer } from '#test/cli/process.ts';
import { emptyDatabase } from '#test/storage/record.ts';
import { whenSockets } from './connections.ts';

let folder: string;
let workspace: Workspace;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-socket-'));
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
});
afterEach(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the server over Socket Mode', () => {
  it('starts with an app-level token alone, serves health, and stops on a signal', async () => {
    const server = await startServer(socketVariables(workspace, folder), folder);
    expect(workspace.sockets.open()).toEqual([1]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${server.url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await workspace.as('U0ANA').command('help')).status).toBe(200);
    const ended = new Promise((gone) => server.child.once('exit', gone));
    server.child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await whenSockets(workspace, () => workspace.sockets.open().length === 0);
  });

  it('killed in the middle of an event, has not acknowledged it: the next one does it, once', async () => {
    const variables = socketVariables(workspace, folder);
    const first = await startServer(variables, folder);
    const ana = workspace.as('U0ANA');
    await ana.openHome();
    const letGo = await (await emptyDatabase(folder)).hold();
    const said = ana.say('hello');
    await workspace.sockets.flushed();
    await first.kill();
    expect((await said).status).toBe(0);
    await letGo();
    const second = await startServer(variables, folder);
    expect(await workspace.sockets.retryEvents()).toMatchObject([{ status: 200 }]);
    expect((await workspace.redeliverLast('U0ANA')).status).toBe(200);
    const answers = () => ana.screen().messages.filter(({ from }) => from === 'bot');
    await new Promise<void>((told) => {
      const stop = ana.onChange(() => {
        if (answers().length === 0) return;
        stop();
        told();
      });
      if (answers().length > 0) told();
    });
    const ended = new Promise((gone) => second.child.once('exit', gone));
    second.child.kill('SIGTERM');
    await ended;
    expect(answers()).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['Slack does not know the token', 'xapp-1-wrong', 'Slack does not accept SLACK_APP_TOKEN (invalid_auth)'],
    ['the token is the bot’s', 'xoxb-rehearsal-token', 'SLACK_APP_TOKEN begins with xapp-'],
  ])('does not start when %s, and says what to do', async (_what, token, words) => {
    const variables = { ...socketVariables(workspace, folder), SLACK_APP_TOKEN: token };
    const { code, err } = await runNode(['src/main.ts'], variables, folder);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toContain(token);
  });

  it('says in one line that a signing secret beside the token is not used', async () => {
    const lines: string[] = [];
    const config = readConfig({ ...socketVariables(workspace, folder), SLACK_SIGNING_SECRET: workspace.signingSecret });
    if (config.slack === null) throw new Error('no Slack configured');
    const bot = await startBot(
      { ...config, slack: config.slack },
      createLog('info', { write: (line) => void lines.push(line) }),
    );
    await bot.stop();
    expect(lines.filter((line) => line.includes('Socket Mode is used'))).toHaveLength(1);
    expect(lines.join()).not.toContain(workspace.signingSecret);
    expect(lines.join()).not.toContain(workspace.appToken);
  });
});
