import { afterEach, beforeEach, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import * as slack from '../slack/harness.ts';
import type { TeamsStage } from './harness.ts';
import { ask, dialog, openRequest, playStage, press, pressed, pressIn, saying, statuses } from './play.ts';

/** One bot on both platforms: people who work together without knowing where the others are. */
let workspace: Workspace;
let on: TeamsStage;
const inSlack = (id: string) => workspace.as(id);
const read = (id: string, part: string) => slack.saying(inSlack(id).screen(), part);

/** Pat decides for Bloomfield in Teams and Raj in Slack; Joan for Aase Haugen Home on both. */
beforeEach(async () => {
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
  on = await playStage(['U0PAT', 'T0TESSA'], {
    slack: workspace,
    officials: [
      ['pat.doyle@hillside.example', 'Pat Doyle', 'Provider Security Official', 'ccn:165326'],
      ['raj.patel@valley-care.example', 'Raj Patel', 'Provider Security Official', 'ccn:165326'],
      ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165178'],
    ],
  });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
});
afterEach(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
  await workspace.stop();
});

async function askInSlack(paste: string): Promise<void> {
  await slack.fillForm(inSlack('U0ANA'), 'assessment-submitter', paste);
  await slack.submitReview(inSlack('U0ANA'));
  await on.delivered();
}

it('a request from Slack is decided in Teams, and the copies on both platforms change', async () => {
  await askInSlack('165326');
  await pressed(on, 'U0PAT', 'approve');
  expect(saying(on.as('U0PAT'), 'You approved Ana for BLOOMFIELD CARE CENTER')).toHaveLength(1);
  expect(read('U0RAJ', 'Pat Doyle approved BLOOMFIELD CARE CENTER')).toHaveLength(1);
  expect(read('U0ANA', 'Pat Doyle approved Assessment Submitter')).toHaveLength(1);
  await slack.press(inSlack('U0ANA'), 'sent');
  await on.delivered();
  await pressed(on, 'U0PAT', 'done');
  expect(read('U0ANA', 'Your role is ready: Assessment Submitter')).toHaveLength(1);
});

it('a request from Teams is decided in Slack, and the copies on both platforms change', async () => {
  await ask(on, 'T0TESSA', '165326');
  await slack.press(inSlack('U0RAJ'), 'approve');
  await on.delivered();
  expect(read('U0RAJ', 'You approved Tessa for BLOOMFIELD CARE CENTER')).toHaveLength(1);
  expect(saying(on.as('U0PAT'), 'Raj Patel approved BLOOMFIELD CARE CENTER')).toHaveLength(1);
  expect(saying(on.as('T0TESSA'), 'Raj Patel approved Assessment Submitter')).toHaveLength(1);
});

it('two officials who press at once on two platforms make one decision', async () => {
  await askInSlack('165326');
  await Promise.all([press(on.as('U0PAT'), 'approve'), slack.press(inSlack('U0RAJ'), 'approve')]);
  await on.delivered();
  expect(await statuses(on)).toEqual(['approved']);
  const { db } = on.bot.database;
  const decisions = await db.selectFrom('event').select('seq').where('kind', '=', 'item-approved').execute();
  expect(decisions).toHaveLength(1);
  expect(read('U0ANA', 'approved Assessment Submitter for BLOOMFIELD')).toHaveLength(1);
  const byPat = saying(on.as('U0PAT'), 'You approved Ana').length;
  expect(read('U0RAJ', 'You approved Ana').length + byPat).toBe(1);
});

/** She says on both that the two accounts are hers. */
async function join(id: string): Promise<void> {
  if (!on.as(id).screen().installed) await on.as(id).install();
  await inSlack(id).openHome();
  await on.delivered();
  await slack.press(inSlack(id), 'join-yes');
  await on.delivered();
  await pressed(on, id, 'join-yes');
  expect(saying(on.as(id), 'one person here now')).toHaveLength(1);
}

it('an official on both reads a request on both, and the first press counts for both', async () => {
  await join('U0JOAN');
  await askInSlack('165178');
  expect(read('U0JOAN', 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
  expect(saying(on.as('U0JOAN'), 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
  await pressed(on, 'U0JOAN', 'approve');
  expect(read('U0JOAN', 'You approved Ana for AASE HAUGEN HOME')).toHaveLength(1);
  expect(saying(on.as('U0JOAN'), 'You approved Ana for AASE HAUGEN HOME')).toHaveLength(1);
  await slack.press(inSlack('U0JOAN'), 'done');
  await on.delivered();
  expect(read('U0ANA', 'Your role is ready')).toHaveLength(1);
});

it('a form begun in Slack goes on in Teams, once both accounts are one person', async () => {
  await slack.fillForm(inSlack('U0ANA'), 'assessment-submitter', '165326');
  await inSlack('U0ANA').close();
  await join('U0ANA');
  await openRequest(on.as('U0ANA'));
  expect(dialog(on.as('U0ANA')) + JSON.stringify(on.as('U0ANA').screen().dialog?.values)).toContain('165326');
  await pressIn(on.as('U0ANA'), 'close');
});

it('when Teams says how long it wants to be left alone, no delivery goes to it before; Slack goes on', async () => {
  const { connector } = on;
  await ask(on, 'T0TESSA', '165326');
  await on.delivered();
  connector.breakNext({ route: 'send', times: 1, fault: { kind: 'rate-limited', retryAfterS: 300 } });
  const told = (part: string) => saying(on.as('T0TESSA'), part);
  for (const action of ['approve', 'done']) {
    await slack.press(inSlack('U0RAJ'), action);
    await on.delivered();
  }
  expect(await statuses(on)).toEqual(['active']);
  expect(read('U0RAJ', 'Tessa Moran')).not.toEqual([]);
  on.forward(280_000);
  await on.delivered();
  expect([told('Raj Patel approved'), told('Your role is ready')].map(({ length }) => length)).toEqual([0, 0]);
  on.forward(30_000);
  await on.delivered();
  expect([told('Raj Patel approved'), told('Your role is ready')].map(({ length }) => length)).toEqual([1, 1]);
});
