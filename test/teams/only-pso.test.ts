import { afterEach, beforeEach, expect, it } from 'vitest';
import { confirmOfficial } from '#application/confirm-official.ts';
import { recordRemoval } from '#application/record-removal.ts';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import * as slack from '../slack/harness.ts';
import type { TeamsStage } from './harness.ts';
import { ask, dialog, playStage, press, pressed, pressIn, saying, send, sendReview, statuses } from './play.ts';

/** The only PSO left, across: the one who reports and takes over is in Teams, the one who left in Slack. */
let workspace: Workspace;
let on: TeamsStage;
const day = 24 * 60 * 60 * 1000;
let offset = 0;
const tessa = () => on.as('T0TESSA');
const readWei = (part: string) => slack.saying(workspace.as('U0WEI').screen(), part);

beforeEach(async () => {
  offset = 0;
  workspace = await startWorkspace({ people, scopes: manifestScopes(), clock: () => Date.now() + offset });
  on = await playStage(['T0TESSA', 'U0PAT'], { slack: workspace });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
  await workspace.as('U0WEI').openHome();
  await on.delivered();
});
afterEach(async () => {
  expect(on.connector.refusals()).toEqual([]);
  expect(workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  await on.stop();
  await workspace.stop();
});

it('a report from Teams, silence in Slack, a ticket, the removal, and a new PSO to whom the waiting request goes', async () => {
  await ask(on, 'T0TESSA', '165199');
  await ask(on, 'U0PAT', '165199');
  await tessa().say('our only pso left, what now?');
  await on.delivered();
  await press(tessa(), 'report-left');
  expect(dialog(tessa())).toContain('Wei Chen');
  await send(tessa());
  await on.delivered();
  expect(dialog(tessa())).toContain('I asked Wei Chen about CRESTON SPECIALTY CARE (165199)');
  await pressIn(tessa(), 'close');
  expect(readWei('Someone told me you have left CRESTON SPECIALTY CARE (165199)')).toHaveLength(1);
  on.forward(6 * day);
  offset += 6 * day;
  await on.delivered();
  expect(saying(tessa(), 'Wei Chen gave no answer for 2 business days')).toHaveLength(1);
  expect(readWei('You have not answered')).toHaveLength(1);
  await press(tessa(), 'pso-message');
  expect(dialog(tessa())).toContain('CCN: 165199');
  tessa().fill('ticket', 'INC1');
  await send(tessa());
  await pressIn(tessa(), 'close');
  await on.delivered();
  expect(readWei('The Service Center was asked to remove your PSO role')).toHaveLength(1);

  const [open] = await on.bot.deps.ledger.read((record) => record.departures.list(true, 5));
  expect((await recordRemoval(on.bot.deps)(null, open?.id ?? '')).ok).toBe(true);
  await on.delivered();
  expect(await statuses(on)).toEqual(['held', 'held']);
  expect(readWei('You are no longer a PSO of CRESTON SPECIALTY CARE (165199) here.')).toHaveLength(1);

  await press(tessa(), 'pso-take-over');
  await send(tessa());
  await sendReview(on, tessa());
  await pressIn(tessa(), 'close');
  await pressed(on, 'T0TESSA', 'outcome-approved');
  const [grant] = await on.bot.deps.ledger.read((record) => record.unconfirmedGrants(5));
  expect((await confirmOfficial(on.bot.deps)(grant?.grantId ?? '')).ok).toBe(true);
  await on.delivered();
  expect(saying(tessa(), 'CRESTON SPECIALTY CARE has a PSO again: Tessa')).toHaveLength(1);
  await pressed(on, 'T0TESSA', 'approve');
  expect(saying(on.as('U0PAT'), 'approved Assessment Submitter for CRESTON SPECIALTY CARE')).toHaveLength(1);
}, 60_000);

it('the official answers in Teams with a day of its own calendar, and takes it back', async () => {
  await on.stop();
  on = await playStage(['U0PAT', 'T0TESSA'], {
    slack: workspace,
    officials: [['pat.doyle@hillside.example', 'Pat Doyle', 'Provider Security Official', 'ccn:165199']],
  });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
  await ask(on, 'T0TESSA', '165199');
  await tessa().say('our only pso left, what now?');
  await on.delivered();
  await press(tessa(), 'report-left');
  await send(tessa());
  await on.delivered();
  await press(on.as('U0PAT'), 'pso-leaving');
  on.as('U0PAT').fill('leaving-day', new Date(Date.now() + 20 * day).toISOString().slice(0, 10));
  await send(on.as('U0PAT'));
  await on.delivered();
  expect(saying(tessa(), 'Pat Doyle told me: the last day at CRESTON SPECIALTY CARE')).toHaveLength(1);
  await pressed(on, 'U0PAT', 'pso-here');
  expect(saying(tessa(), 'Pat Doyle is still at CRESTON SPECIALTY CARE')).toHaveLength(1);
}, 60_000);
