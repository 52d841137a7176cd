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
  const data = mkdtempSync(join(folder, 'data-'));
  const own = { OPERATOR_CHANNEL: 'C0OPERATORS', NODE_DISABLE_COMPILE_CACHE: '1' };
  const server = await startServer({ ...liveVariables(workspace, data), ...own }, folder, [file]);
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

it('needs no package of development', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
  const named = globSync('*.js', { cwd: program }).flatMap((file) =>
    [...readFileSync(join(program, file), 'utf8').matchAll(/^import\b[^;]*?"((?:@[\w-]+\/)?[a-z][\w.-]*)/gm)].map(
      ([, name = '']) => name,
    ),
  );
  const packages = [...new Set(named)].filter((name) => !isBuiltin(name) && !name.startsWith('node'));
  expect(packages).toContain('@slack/bolt');
  // A rehearsal's, which the image does not hold.
  expect(packages.filter((name) => !Object.hasOwn(dependencies, name) && name !== 'jose')).toEqual([]);
});

it('is used while every file that it was made from is as it was, and not a change longer', () => {
  expect(fits(program, root)).toBe(true);
  const made = JSON.parse(readFileSync(join(program, 'made-from.json'), 'utf8')) as [string, string, string][];
  const files = made.map(([file]) => file);
  expect(files.length).toBeGreaterThan(300);
  const copy = join(folder, 'copy');
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
  // Copied at another time, and the same.
  expect(fits(program, copy)).toBe(true);
  for (const file of ['src/copy/words.ts', 'package.json', 'node_modules/zod/package.json']) {
    appendFileSync(join(copy, file), ' ');
    expect([file, fits(program, copy)]).toEqual([file, false]);
    copyFileSync(join(root, file), join(copy, file));
  }
  expect(fits(program, copy)).toBe(true);
});

it('is not used where a file of it is gone, or where there is none', () => {
  expect(fits(program, folder)).toBe(false);
  expect(fits(folder, root)).toBe(false);
  writeFileSync(join(folder, 'made-from.json'), '{');
  expect(fits(folder, root)).toBe(false);
});
