import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialsImport } from '#cli/commands/officials-import.ts';
import { providersImport } from '#cli/commands/providers-import.ts';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import { readConfig } from '#src/config.ts';
import { manifestScopes } from '#src/manifest.ts';
import { Interrupted } from '#src/setup/ask.ts';
import { askPlainly } from '#src/setup/ask-plain.ts';
import { askPerson } from '#src/setup/ask-terminal.ts';
import { setUp, type Wanted } from '#src/setup/setup.ts';
import { runNode } from '#test/cli/process.ts';
import { controlC, type Desk, down, enter, sitDown } from './person.ts';

let folder: string;
let file: string;
let workspace: Workspace;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-setup-'));
  file = join(folder, '.env');
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
});
afterEach(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true, force: true });
});

const list = () => {
  const path = join(folder, 'officials.csv');
  writeFileSync(
    path,
    'email,name,role,organization\njoan.lee@valley-care.example,Joan Lee,Provider Security Official,ccn:165326\n',
  );
  return path;
};
const values = () => parseEnv(readFileSync(file, 'utf8'));

function wanted(desk: Desk, more: Partial<Wanted> = {}): Wanted {
  return {
    file,
    variables: { SLACK_API_URL: workspace.apiUrl, DATA_DIR: folder },
    given: {},
    imports: {
      facilities: (record, files) => providersImport(record, files, desk.say),
      officials: (record, path, confirm) => officialsImport(record, path, { confirm }, desk.say),
    },
    ...more,
  };
}
const told = (desk: Desk) => (finding: { says: string; todo: string | null }) =>
  desk.say(`${finding.says} ${finding.todo ?? ''}`);
const ask = (desk: Desk) => askPerson(desk, desk.say, told(desk));
const plainly = (desk: Desk) => askPlainly(desk.input, desk.output, desk.say, told(desk));

const newcomer = (): [string, string][] => [
  ['Where do your people chat?', enter],
  ['how do its messages come', enter],
  ['in your Slack already?', 'n'],
  ['Under which name', `https://bot.example.org${enter}`],
  ['without https://', `${'\u007f'.repeat(30)}bot.example.org${enter}`],
  ['Bot User OAuth Token', `xoxb-wrong-one${enter}`],
  ['Try another one?', enter],
  ['Bot User OAuth Token', `${workspace.botToken}${enter}`],
  ['Signing Secret', `${workspace.signingSecret}${enter}`],
  ['Whose addresses may decide?', `valley-care.example${enter}`],
  ['Where does the record stand?', enter],
  ['send e-mail too?', 'n'],
  ['Slack channel for what needs you', enter],
  ['Write', enter],
];

/** The last questions, where nothing is wanted that nobody has to have. */
const plainEnd: readonly [string, string][] = [
  ['Where does the record stand?', enter],
  ['send e-mail too?', enter],
  ['Slack channel for what needs you', enter],
  ['Write', enter],
  ['Files with facilities', enter],
  ['File with security officials', enter],
];

describe('a newcomer', () => {
  it('comes to a bot that can start: manifest, tested tokens, .env for her alone, lists, and a link', async () => {
    const desk = sitDown([
      ...newcomer(),
      ['Files with facilities', enter],
      ['File with security officials', `${list()}${enter}`],
      ['Take these officials in?', enter],
    ]);
    const done = await setUp(ask(desk), wanted(desk));
    const screen = desk.screen();
    expect(screen).toContain('"request_url": "https://bot.example.org/slack/events"');
    expect(screen).toContain('Copy the Bot User OAuth Token from OAuth & Permissions');
    expect(screen).toContain('+ joan.lee@valley-care.example Provider Security Official ccn:165326 production');
    for (const secret of ['xoxb-wrong-one', workspace.botToken, workspace.signingSecret])
      expect(screen).not.toContain(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('# Slack: the bot token (OAuth & Permissions)');
    expect(readConfig(values())).toMatchObject({ mode: 'live', slack: { botToken: workspace.botToken } });
    expect(values().BOT_MODE).toBe('production');
    expect(done).toMatchObject({
      imported: true,
      links: [expect.stringContaining(workspace.botUserId)],
      left: [
        expect.stringContaining('https://bot.example.org/slack/events'),
        expect.stringContaining('providers import'),
      ],
    });
  });

  it('who presses Ctrl+C at the last question has nothing half', async () => {
    const desk = sitDown([...newcomer().slice(0, -1), ['Write', controlC]]);
    await expect(setUp(ask(desk), wanted(desk))).rejects.toThrow(Interrupted);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be asked line by line, where nothing on the screen may move', async () => {
    const answers = newcomer().map(([question, typed]): [string, string] => [question, typed.replace(/^\u007f+/, '')]);
    const desk = sitDown([
      ...answers.map(([question, typed]): [string, string] => [
        question,
        typed.endsWith(enter) ? typed : `${typed}${enter}`,
      ]),
      ['Files with facilities', controlC],
    ]);
    const asked = plainly(desk);
    const done = await setUp(asked, wanted(desk));
    asked.end();
    expect(done).toMatchObject({
      imported: false,
      left: [expect.anything(), expect.stringContaining('Import your lists')],
    });
    expect(values().SLACK_BOT_TOKEN).toBe(workspace.botToken);
    expect(desk.screen()).not.toContain(workspace.botToken);
    expect(desk.screen()).toContain('1 Slack 2 Microsoft Teams 3 Both');
  });
});

describe('whoever comes again', () => {
  it('sees what stands, no secret, and changes one thing; the rest stays, with its comments', async () => {
    const before = `# ours\nSLACK_BOT_TOKEN=${workspace.botToken}\nSLACK_SIGNING_SECRET=${workspace.signingSecret}\nEMAIL_DOMAINS=valley-care.example\nTIME_ZONE=America/Chicago # here\nOURS="left # alone"\n`;
    writeFileSync(file, before);
    chmodSync(file, 0o644);
    const desk = sitDown([
      ['Where do your people chat?', enter],
      ['how do its messages come', down],
      ['SLACK_BOT_TOKEN is set. Change it?', enter],
      ['App-level token', `${workspace.appToken}${enter}`],
      ['Whose addresses may decide?', `,hillside.example${enter}`],
      ...plainEnd,
    ]);
    await setUp(ask(desk), wanted(desk));
    expect(desk.screen()).toContain('TIME_ZONE=America/Chicago');
    expect(desk.screen()).toContain('SLACK_SIGNING_SECRET is set');
    expect(desk.screen()).not.toContain(workspace.botToken);
    const after = readFileSync(file, 'utf8');
    expect(after).toContain('# ours\n');
    expect(after).toContain('TIME_ZONE=America/Chicago # here\nOURS="left # alone"\n');
    expect(values()).toMatchObject({
      SLACK_APP_TOKEN: workspace.appToken,
      EMAIL_DOMAINS: 'valley-care.example,hillside.example',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

it('no secret that stands in .env is shown, whatever it is for', async () => {
  const hidden = [
    'SLACK_CLIENT_SECRET',
    'SLACK_TOKEN_KEY',
    'SLACK_TOKEN_KEY_OLD',
    'OPERATOR_TOKEN',
    'POSTGRES_PASSWORD',
    'OTEL_EXPORTER_OTLP_HEADERS',
  ];
  writeFileSync(file, hidden.map((name) => `${name}=never-shown\n`).join(''));
  const desk = sitDown([['Where do your people chat?', controlC]]);
  await expect(setUp(ask(desk), wanted(desk))).rejects.toThrow(Interrupted);
  for (const name of hidden) expect(desk.screen()).toContain(`${name} is set`);
  expect(desk.screen()).not.toContain('never-shown');
});

it('who wants to try another token is asked for it, and is not offered the one that was refused', async () => {
  writeFileSync(file, 'SLACK_BOT_TOKEN=xoxb-of-yesterday\n');
  const desk = sitDown([
    ['Where do your people chat?', enter],
    ['how do its messages come', enter],
    ['SLACK_BOT_TOKEN is set. Change it?', enter],
    ['Try another one?', enter],
    ['Bot User OAuth Token', `${workspace.botToken}${enter}`],
    ['Signing Secret', `${workspace.signingSecret}${enter}`],
    ['Whose addresses may decide?', `valley-care.example${enter}`],
    ...plainEnd,
  ]);
  await setUp(ask(desk), wanted(desk));
  expect(values()).toMatchObject({ SLACK_BOT_TOKEN: workspace.botToken });
});

it('for Teams the sign-in is tested, and the app package is built', async () => {
  const connector = await startConnector({ people: [] });
  const zip = join(folder, 'app.zip');
  const desk = sitDown([
    ['Where do your people chat?', down],
    ['Under which name', `bot.example.org${enter}`],
    ['Microsoft App ID', `${connector.appId}${enter}`],
    ['App Tenant ID', `${connector.tenantId}${enter}`],
    ['Client secret', `wrong-secret${enter}`],
    ['Try another one?', enter],
    ['Client secret', `${connector.appPassword}${enter}`],
    ['Whose addresses may decide?', `valley-care.example${enter}`],
    ['Where does the record stand?', enter],
    ['send e-mail too?', enter],
    ['Write', enter],
    ['Files with facilities', enter],
    ['File with security officials', enter],
  ]);
  const teamsLocal = {
    endpoints: connector.sdkOptions(),
    tokenUrl: connector.tokenUrl,
    serviceUrl: connector.serviceUrl,
  };
  const variables = { DATA_DIR: folder };
  const done = await setUp(ask(desk), wanted(desk, { variables, given: { teamsPackage: zip }, teamsLocal }));
  await connector.stop();
  expect(desk.screen()).toContain('https://bot.example.org/api/messages');
  expect(desk.screen()).toContain('copy its Value, not its Secret ID');
  expect(desk.screen()).not.toMatch(new RegExp(`wrong-secret|${connector.appPassword}`));
  expect(readFileSync(zip).subarray(0, 2).toString()).toBe('PK');
  expect(done.links).toEqual([expect.stringContaining(connector.appId)]);
  expect(readConfig(values())).toMatchObject({ slack: null, teams: { login: { appId: connector.appId } } });
});

describe('without anybody to ask', () => {
  const run = (...args: string[]) =>
    runNode(
      ['src/cli.ts', 'setup', ...args],
      { SLACK_API_URL: workspace.apiUrl, SLACK_SIGNING_SECRET: workspace.signingSecret, DATA_DIR: folder },
      folder,
    );

  it('everything comes from options, files and the environment, and no secret is on the command line', async () => {
    writeFileSync(join(folder, 'token'), `${workspace.botToken}\n`);
    const secret = ['--secret-file', `SLACK_BOT_TOKEN=${join(folder, 'token')}`];
    const domains = ['--email-domains', 'valley-care.example'];
    const { code, out, err } = await run(
      '--yes',
      '--json',
      ...secret,
      ...domains,
      '--host',
      'bot.example.org',
      '--officials',
      list(),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const said = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(said.at(-1)).toMatchObject({ done: true, wrote: '.env', links: [expect.any(String)] });
    expect(said.filter(({ standing }) => standing === 'broken')).toEqual([]);
    expect(out).not.toContain(workspace.botToken);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(values().SLACK_BOT_TOKEN).toBe(workspace.botToken);
  });

  it('what is missing or refused ends it, and nothing is written', async () => {
    writeFileSync(join(folder, 'token'), 'xoxb-wrong-one');
    const refused = await run(
      '--yes',
      '--secret-file',
      `SLACK_BOT_TOKEN=${join(folder, 'token')}`,
      '--host',
      'bot.example.org',
    );
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('Slack does not know this token.');
    expect(refused.out + refused.err).not.toContain('xoxb-wrong-one');
    const asked = await run();
    expect(asked).toMatchObject({ code: 2, err: expect.stringContaining('There is no terminal to ask at.') });
    expect(readdirSync(folder)).toEqual(['token']);
  });
});

it('who ends it before all is written has no app package either', async () => {
  const connector = await startConnector({ people: [] });
  const desk = sitDown([
    ['Where do your people chat?', down],
    ['Under which name', `bot.example.org${enter}`],
    ['Microsoft App ID', `${connector.appId}${enter}`],
    ['App Tenant ID', `${connector.tenantId}${enter}`],
    ['Client secret', `${connector.appPassword}${enter}`],
    ['Whose addresses may decide?', controlC],
  ]);
  const teamsLocal = {
    endpoints: connector.sdkOptions(),
    tokenUrl: connector.tokenUrl,
    serviceUrl: connector.serviceUrl,
  };
  const given = { teamsPackage: join(folder, 'app.zip') };
  const ended = setUp(ask(desk), wanted(desk, { variables: { DATA_DIR: folder }, given, teamsLocal }));
  await expect(ended).rejects.toThrow(Interrupted);
  await connector.stop();
  expect(readdirSync(folder)).toEqual([]);
});
