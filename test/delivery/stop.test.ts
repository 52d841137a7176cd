import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { liveVariables, type ServerProcess, startServer } from '#test/cli/process.ts';
import { ask, type Stage, stage } from '#test/slack/harness.ts';

/** A server that is told to stop, as a redeploy does it. */

let on: Stage;
let server: ServerProcess;
beforeEach(async () => {
  on = await stage();
  await on.bot.stop();
  server = await startServer({ ...liveVariables(on.workspace, on.dataDir), ...on.database.variables }, on.dataDir);
  on.workspace.requestUrl = `${server.url}/slack/events`;
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await on.stop();
});

/** Ana asks, and Slack says nothing to the first message: it is under way for 4 s. */
async function underWay(): Promise<void> {
  on.workspace.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'silence' } });
  await ask({ ...on, delivered: async () => {} }, 'U0ANA', 'assessment-submitter', '165326');
  await vi.waitFor(() => expect(on.workspace.calls().some(({ answer }) => answer === null)).toBe(true));
}

it('is not ready at once, answers what it was asked before, finishes what is under way, leaves nothing taken, and ends well', async () => {
  await underWay();
  const slow = request(`${server.url}/slack/events`, { method: 'POST', headers: { 'content-length': '4' } });
  const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
  slow.write('ab');
  await wait(100);
  const gone = once(server.child, 'exit');
  const from = performance.now();
  server.child.kill('SIGTERM');
  await vi.waitFor(
    async () => expect((await fetch(`${server.url}/readyz`).catch(() => null))?.ok ?? false).toBe(false),
    {
      timeout: 500,
    },
  );
  slow.end('cd');
  expect((await answered)[0].statusCode).toBe(401);
  expect(await gone).toEqual([0, null]);
  expect(performance.now() - from).toBeLessThan(9_500);
  const { db, close } = await on.database.open();
  const taken = await db.selectFrom('outbox').select('id').where('lease_until', '>', 0).execute();
  const open = await db.selectFrom('outbox').select('id').where('done_at', 'is', null).execute();
  await close();
  expect(taken).toEqual([]);
  expect(open.length).toBeGreaterThan(0);
});

it('ends at once when it is told twice', async () => {
  await underWay();
  const gone = once(server.child, 'exit');
  const from = performance.now();
  server.child.kill('SIGTERM');
  await wait(100);
  server.child.kill('SIGTERM');
  expect((await gone)[0]).toBe(1);
  expect(performance.now() - from).toBeLessThan(1_500);
});
