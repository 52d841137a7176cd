import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryUsage } from 'node:process';
import type { SealedWorkspace } from '#application/slack-workspaces.ts';
import { type Book, openBook } from '#channels/slack/book.ts';
import { seal } from '#channels/slack/seal.ts';
import { webOptions } from '#channels/slack/workspace.ts';
import { openRecord } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { openOutbox } from '#storage/outbox.ts';
import { openWorkspaces } from '#storage/slack-workspaces.ts';
import { keepResult, round } from './result.ts';

/**
 * What many Slack workspaces cost a bot that does nothing: memory, opening them at the start, and looking every 30 s which
 * there are. Each number of workspaces has a process of its own. `node bench/open-workspaces.ts [1 100 1000 10000]`
 */

if (process.send) await measure(Number(process.argv[2]));
else {
  const numbers = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 100, 1_000, 10_000];
  const found: object[] = [];
  for (const workspaces of numbers) {
    const child = fork(import.meta.filename, [`${workspaces}`], { execArgv: ['--expose-gc'] });
    const [figures] = (await once(child, 'message')) as [object];
    found.push({ workspaces, ...figures });
    await once(child, 'exit');
  }
  console.table(found);
  keepResult('open-workspaces', { found });
}

async function measure(workspaces: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-workspaces-'));
  const log = createLog('silent');
  const env = { DATA_DIR: dataDir, PORT: '0', EMAIL_DOMAINS: 'valley-care.example', SLACK_BOT_TOKEN: 'xoxb-1' };
  const { deps, database, close } = await openRecord(readConfig({ ...env, SLACK_SIGNING_SECRET: '0'.repeat(32) }), log);
  const key = randomBytes(32);
  const store = openWorkspaces(database.db);
  for (let from = 0; from < workspaces; from += 500)
    await deps.ledger.change(async (record) => {
      for (let n = from; n < Math.min(from + 500, workspaces); n += 1) await record.workspaces.keep(one(n, key));
    });
  const book: Book = openBook({
    store,
    allowedTeams: null,
    keys: [key],
    options: webOptions({ apiUrl: undefined, log }),
    deps,
    outbox: openOutbox(database.db),
    log,
    isUnavailable: () => false,
    onOpened: ({ app }) => {
      app.event('app_uninstalled', async () => {});
      app.event('tokens_revoked', async () => {});
    },
  });
  const before = size();
  const opened = await timed(() => book.open());
  const after = size();
  const looked = await timed(() => book.refresh());
  process.send?.({
    rssMb: round(after.rss / 2 ** 20),
    kbEach: round((after.heap - before.heap) / 1024 / workspaces),
    openCpuMs: round(opened),
    refreshCpuMs: round(looked),
  });
  await close();
  rmSync(dataDir, { recursive: true, force: true });
  process.disconnect?.();
}

function one(n: number, key: Buffer): SealedWorkspace {
  const teamId = `T${String(n).padStart(9, '0')}`;
  return {
    teamId,
    name: `Workspace ${n}`,
    url: `https://w${n}.slack.example/`,
    appId: 'A1',
    botId: `B${n}`,
    botUserId: `U${n}`,
    scopes: [],
    installedAt: 1,
    sealed: seal(`xoxb-${n}-${'x'.repeat(40)}`, teamId, key),
  };
}

function size() {
  globalThis.gc?.();
  const { rss, heapUsed } = memoryUsage();
  return { rss, heap: heapUsed };
}

/** Processor time, in ms. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}
