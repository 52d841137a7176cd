import { afterEach, beforeEach, expect, test } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { said, type TeamsStage, teamsStage } from './harness.ts';

/** One bot on Slack and Teams at once. */
let workspace: Workspace;
let on: TeamsStage;
beforeEach(async () => {
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
  on = await teamsStage({
    slack: workspace,
    officials: [
      ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
      ['nobody@valley-care.example', 'Nora Body', 'Provider Security Official', 'ccn:165178'],
    ],
  });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
});
afterEach(async () => {
  await on.stop();
  await workspace.stop();
});

test('officials are looked up where that is possible, whoever else delivers', async () => {
  const { db } = on.bot.database;
  const grants = await db
    .selectFrom('role_grant')
    .select(['email', 'person_id', 'not_in_chat_at'])
    .orderBy('email')
    .execute();
  expect(grants).toEqual([
    { email: 'joan.lee@valley-care.example', person_id: expect.any(String), not_in_chat_at: null },
    { email: 'nobody@valley-care.example', person_id: null, not_in_chat_at: expect.any(Number) },
  ]);
});

test('a question is answered on the platform where it was asked, and on no other', async () => {
  await on.as('U0ANA').say('What is a CCN?');
  await workspace.as('U0ANA').say('What is HARP?');
  await on.delivered();
  // She has the same address on both: she is asked whether that is she.
  expect(said(on.as('U0ANA').screen())).toEqual([
    expect.stringContaining('CMS Certification Number'),
    expect.stringContaining('Is this you too?'),
  ]);
  const inSlack = workspace
    .as('U0ANA')
    .screen()
    .messages.filter(({ text }) => text.includes('CMS Certification'));
  expect(inSlack).toEqual([]);
  expect(on.connector.refusals()).toEqual([]);
});
