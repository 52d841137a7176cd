import { afterEach, beforeEach, expect, test } from 'vitest';
import { runNode } from '#test/cli/process.ts';
import { type TeamsStage, teamsStage } from './harness.ts';

/** The operator sees which officials hear of nothing. */
const officials = [
  ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
  ['pat.doyle@hillside.example', 'Pat Doyle', 'Provider Security Official', 'ccn:165299'],
  ['nobody@valley-care.example', 'Nora Body', 'Provider Security Official', 'ccn:165178'],
] as const;

let on: TeamsStage;
beforeEach(async () => {
  on = await teamsStage({ officials });
});
afterEach(() => on.stop());

const unreachable = async () => {
  const variables = { DATA_DIR: on.dataDir, ...on.database.variables, ...live };
  const { code, out } = await runNode(['src/cli.ts', 'officials', 'unreachable'], variables, on.dataDir);
  expect(code).toBe(0);
  return out.trim().split('\n');
};
const live = {
  TEAMS_APP_ID: '00000000-0000-4000-8000-000000000001',
  TEAMS_APP_PASSWORD: 'x',
  TEAMS_TENANT_ID: '00000000-0000-4000-8000-000000000001',
  EMAIL_DOMAINS: 'valley-care.example',
};

test('an official is out of reach until she uses the bot, and again when she takes it away', async () => {
  expect(await unreachable()).toEqual([
    expect.stringMatching(
      /^Nora Body, nobody@valley-care.example: Provider Security Official at .*165178.*: nobody known/,
    ),
    expect.stringMatching(/^Pat Doyle, .*165299/),
    expect.stringMatching(/^Joan Lee, .*165326/),
  ]);
  await on.as('U0JOAN').say('What is a CCN?');
  await on.as('U0PAT').install();
  expect(await unreachable()).toEqual([expect.stringMatching(/^Nora Body/)]);
  await on.as('U0PAT').uninstall();
  expect(await unreachable()).toEqual([
    expect.stringMatching(/^Nora Body/),
    expect.stringMatching(/^Pat Doyle, .*: took the app away in Teams \(since 20/),
  ]);
});

test('a grant of hers is bound when she first uses the bot', async () => {
  await on.as('U0PAT').install();
  const grants = await on.bot.database.db
    .selectFrom('role_grant')
    .select(['email', 'person_id'])
    .orderBy('email')
    .execute();
  expect(grants.map(({ person_id }) => person_id !== null)).toEqual([false, false, true]);
});
