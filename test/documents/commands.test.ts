import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { runHere } from '#test/cli/run-command.ts';

/** Every command that a document shows is typed here as it stands there, with something real in place of its capitals. */

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...[
    'architecture',
    'content-guide',
    'operating',
    'provisioning',
    'security',
    'size',
    'teams-playground',
    'torture',
  ].map((name) => `docs/${name}.md`),
];
const commandLine = 'npm run -s cli -- ';

/** Lines of shell blocks, and commands named in a sentence. */
function commandsOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, lines = '']) =>
    lines.replaceAll('\\\n', ' ').split('\n'),
  );
  const named = [...text.matchAll(/`((?:npm|node|docker) [^`]+)`/g)].map(([, command = '']) =>
    command.replaceAll(/\s+/g, ' '),
  );
  return [...blocks, ...named].map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '');
}

/** What is typed elsewhere: where. */
const elsewhere: readonly (readonly [command: RegExp, where: string])[] = [
  [/^npm ci$|^(npm ci && )?npm test$/, '.ci/run'],
  [/^npm ci && npm start$|^npm start( &)?$/, 'test/config/start.test.ts'],
  [/^npm run -s cli -- setup/, 'test/setup'],
  [/^npm run -s cli -- migrate-to /, 'test/cli/migrate-postgres.test.ts'],
  [/^echo .* npm run -s ask -- --json$/, 'test/cli/ask.test.ts'],
  [/^docker compose /, 'docs/operating.md'],
  // By hand, with a program of Microsoft's that is no package of ours.
  [/^NODE_OPTIONS=.*loopback\.cjs|agentsplayground|m365|^export HOST=.*playground/, 'docs/teams-playground.md'],
];

let folder: string;
let workspace: Workspace;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-documents-'));
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
  const head = 'email,name,role,organization,environment\n';
  writeFileSync(
    join(folder, 'officials.csv'),
    `${head}joan.lee@valley-care.example,Joan Lee,Provider Security Official,ccn:165326,production\n`,
  );
  writeFileSync(
    join(folder, 'roles.csv'),
    'email,role,organization,environment,name\nana.ruiz@valley-care.example,PBJ Viewer,ccn:165326,production,Ana Ruiz\n',
  );
  writeFileSync(join(folder, 'new-people.csv'), 'email\nana.ruiz@valley-care.example\n');
});
afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The words of a line as a shell makes them, with something for each placeholder. */
function typed(line: string): string[] {
  const filled = line
    .replace('import FILE...', `import ${join(root, 'test/slack/facilities.csv')}`)
    .replace(/\bFILE\b/, join(folder, 'backup.sqlite'))
    .replace(/ > .*$/, '')
    .replace('teams:TENANT/OBJECT-ID', 'teams:t1/o1')
    .replace('OLD-CCN', '165326')
    .replace('NEW-CCN', '165399')
    .replace(/\b(officials|roles|new-people)\.csv/, (name) => (line.includes('/') ? name : join(folder, name)))
    .replace(/\bscripts\/playground\/\S+/, join(folder, 'officials.csv'))
    .replace(/\bREQUEST\b|\bPERSON\b|\bACCOUNT\b|\bHASH\b|\bKEY\b|\bID\b/g, 'x');
  return [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const all = [...new Set(pages.flatMap(commandsOf))];
const onCommandLine = all.filter(
  (line) => line.startsWith(commandLine) && !elsewhere.some(([command]) => command.test(line)),
);

describe('a command in the documents', () => {
  it.each(onCommandLine)('%s', async (line) => {
    const variables = {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      SLACK_API_URL: workspace.apiUrl,
      EMAIL_DOMAINS: 'valley-care.example',
      DATA_DIR: join(folder, 'data'),
    };
    const { code, out, err } = await runHere(typed(line.slice(commandLine.length)), variables);
    // 2: what was typed can't be used. 1: there is nothing with such an id here, which is said.
    expect([0, 1], `${out}${err}`).toContain(code);
    if (!/\b(REQUEST|PERSON|ACCOUNT|HASH|KEY|ID|OBJECT-ID)\b|slack:T0|doctor|verify|restore/.test(line))
      expect(code, `${out}${err}`).toBe(0);
    expect(`${out}${err}`).not.toMatch(/\n\s+at /);
  });

  it('that npm runs is in package.json', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const names = all.flatMap((line) => [...line.matchAll(/^npm run (?:-s )?([a-z-]+)/g)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('that node runs is a file', () => {
    const files = all.flatMap((line) =>
      [...line.matchAll(/^node ([\w./-]+\.(?:ts|mjs))/g)].map(([, file = '']) => file),
    );
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('is typed here, or where it says', () => {
    const known = /^npm run |^node |^npm ci --omit=dev/;
    expect(all.filter((line) => !known.test(line) && !elsewhere.some(([command]) => command.test(line)))).toEqual([]);
    expect(elsewhere.map(([, where]) => where).filter((where) => !existsSync(join(root, where)))).toEqual([]);
  });
});
