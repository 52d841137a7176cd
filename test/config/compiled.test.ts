import {
  appendFileSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { liveVariables, startServer } from '#test/cli/process.ts';
import { bundle } from '../../scripts/bundle.ts';

/** The server as one program, as the image starts it: it does what the sources say, and is used only while it is what they say. */

const root = join(import.meta.dirname, '../..');
const program = join(root, '.compiled', `test-${process.pid}`);
const { fits } = (await import(join(root, 'scripts/fits.mjs'))) as { fits(folder: string, root: string): boolean };
let folder: string;

beforeAll(async () => {
  await bundle(program);
  folder = mkdtempSync(join(tmpdir(), 'iqies-compiled-'));
});
afterAll(() => {
  rmSync(program, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ['the program', join(program, 'main.js')],
  ['npm start, from the sources where there is no program', 'scripts/start.mjs'],
])('%s starts, is ready, answers a question and stops', async (_, file) => {
  const workspace = await startWorkspace({ people, scopes: manifestScopes() });
  const own = { OPERATOR_CHANNEL: 'C0OPERATORS', NODE_DISABLE_COMPILE_CACHE: '1' };
  const server = await startServer({ ...liveVariables(workspace, folder), ...own }, folder, [file]);
  workspace.requestUrl = `${server.url}/slack/events`;
  expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ready');
  await workspace.as('U0ANA').say('What is a CCN?');
  await expect
    .poll(() => JSON.stringify(workspace.as('U0ANA').screen().messages), { timeout: 5_000 })
    .toContain('CMS Certification Number');
  const ended = new Promise((gone) => server.child.once('exit', gone));
  server.child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(workspace.refusals()).toEqual([]);
  await workspace.stop();
});
