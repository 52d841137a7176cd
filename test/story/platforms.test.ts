import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { withBrowser } from '../page/browser.ts';
import { type Desk, sitDown, submit } from './desk.ts';
import { shortLists } from './short-lists.ts';
import { askInTeams, sitDownInTeams, submitInTeams, type TeamsDesk } from './teams-desk.ts';

/** The first story, with the requester and the officials on whichever platform: one server and one browser for all. */
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-platforms-'));
const officials = [
  // In Slack only.
  ['raj.patel@valley-care.example', 'Raj Patel', '165326'],
  ['wei.chen@valley-care.example', 'Wei Chen', '165199'],
  // In Teams only.
  ['pat.doyle@hillside.example', 'Pat Doyle', '165299'],
  ['nina.sato@nebraska-survey.example', 'Nina Sato', '165399'],
  // On both.
  ['maria.gomez@hillside.example', 'Maria Gomez', '165178'],
  ['joan.lee@valley-care.example', 'Joan Lee', '167001'],
].map(([email, name, ccn]) => `${email},${name},Provider Security Official,ccn:${ccn},production`);

let running: Awaited<ReturnType<typeof rehearse>>;
let open: (url: string) => Promise<Page>;
let leave: () => void;
let browsing: Promise<void>;
vi.setConfig({ testTimeout: 60_000 });

async function start(port: number): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: String(port), LOG_LEVEL: 'silent' });
  const list = join(dataDir, 'officials.csv');
  writeFileSync(list, ['email,name,role,organization,environment', ...officials].join('\n'));
  running = await rehearse(config, createLog('silent'), () => {}, { ...shortLists, officials: list });
}

beforeAll(async () => {
  await start(0);
  await new Promise<void>((ready, fail) => {
    browsing = withBrowser(async (browser) => {
      open = (url) => browser.open(url);
      ready();
      await new Promise<void>((done) => {
        leave = done;
      });
    });
    browsing.catch(fail);
  });
}, 60_000);
afterAll(async () => {
  leave();
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
  await browsing;
});

const slackDesks = new Map<string, Desk>();
const teamsDesks = new Map<string, TeamsDesk>();

async function inSlack(id: string): Promise<Desk> {
  const desk = slackDesks.get(id) ?? (await sitDown(open, running.pageUrl, id));
  slackDesks.set(id, desk);
  return desk;
}

async function inTeams(id: string): Promise<TeamsDesk> {
  const known = teamsDesks.get(id);
  if (known) return known;
  const desk = await sitDownInTeams(open, running.pageUrl, id);
  teamsDesks.set(id, desk);
  await desk.add();
  return desk;
}

type AnyDesk = Pick<Desk, 'page' | 'press' | 'sees'>;

/** Whoever asks submits in her client; nothing is left open there. */
async function asks(id: string, on: 'slack' | 'teams', ccns: string): Promise<AnyDesk> {
  if (on === 'teams') {
    const desk = await inTeams(id);
    await askInTeams(desk, 'Assessment Submitter', ccns);
    await submitInTeams(desk);
    return desk;
  }
  const desk = await inSlack(id);
  await desk.command();
  await desk.choose('Provider');
  await desk.next();
  await desk.sees('Step 2 of 4');
  await desk.choose('Assessment Submitter');
  await desk.next();
  await desk.page.getByLabel(/Or paste CCNs/).fill(ccns);
  await desk.next();
  await submit(desk);
  await desk.press('Done');
  return desk;
}

async function rejects(desk: AnyDesk): Promise<void> {
  await desk.press('Reject');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel(/^Wrong facility/).check();
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await desk.sees(/You rejected/);
}

/** Nothing can be decided on the newest card of hers any more. */
async function nothingLeftToDecide({ page }: AnyDesk): Promise<void> {
  await page
    .getByRole('button', { name: 'Approve', exact: true })
    .filter({ visible: true })
    .last()
    .waitFor({ state: 'detached' });
}

/** From the two decisions to the role that is ready. @param approver who approves the first @param rejecter the second */
async function goesThrough(
  asker: AnyDesk,
  approver: AnyDesk,
  rejecter: AnyDesk,
  names: { approver: string; rejecter: string },
) {
  await approver.press('Approve');
  await approver.sees(/iQIES doesn’t know yet/);
  await asker.sees(new RegExp(`${names.approver} approved Assessment Submitter`));
  await rejects(rejecter);
  await asker.sees(new RegExp(`${names.rejecter} did not approve Assessment Submitter`));
  await asker.press('I sent it in iQIES');
  await approver.sees(/that it was sent in iQIES/);
  await approver.press('Done in iQIES');
  await asker.sees(/Your role is ready: Assessment Submitter/);
}

it('whoever says on both platforms that the accounts are hers is one person', async () => {
  for (const id of ['U0JOAN', 'U0MARIA']) {
    const teams = await inTeams(id);
    const slack = await inSlack(id);
    await slack.press('Yes, that’s me');
    await slack.sees(/Say yes in Teams as well/);
    await teams.press('Yes, that’s me');
    await teams.sees(/one person here now/);
    await slack.sees(/one person here now/);
  }
});

it('a request from Slack is decided by two officials in Teams', async () => {
  const [pat, nina] = [await inTeams('U0PAT'), await inTeams('T0NINA')];
  const ana = await asks('U0ANA', 'slack', '165299, 165399');
  await pat.sees('Ana Ruiz asks for Assessment Submitter');
  await goesThrough(ana, pat, nina, { approver: 'Pat Doyle', rejecter: 'Nina Sato' });
});

it('a request from Teams is decided by two officials in Slack', async () => {
  const [raj, wei] = [await inSlack('U0RAJ'), await inSlack('U0WEI')];
  const tessa = await asks('T0TESSA', 'teams', '165326, 165199');
  await raj.sees('Tessa Moran asks for Assessment Submitter');
  await goesThrough(tessa, raj, wei, { approver: 'Raj Patel', rejecter: 'Wei Chen' });
});

it('a request from Teams is decided by two officials in Teams', async () => {
  const tessa = await asks('T0TESSA', 'teams', '165299, 165399');
  const pat = await inTeams('U0PAT');
  await pat.sees('Tessa Moran asks for Assessment Submitter');
  await goesThrough(tessa, pat, await inTeams('T0NINA'), { approver: 'Pat Doyle', rejecter: 'Nina Sato' });
});

it('officials on both press on either platform, and both copies of each are true', async () => {
  const ana = await asks('U0ANA', 'slack', '165178, 167001');
  const [maria, joan] = [await inTeams('U0MARIA'), await inSlack('U0JOAN')];
  const [mariaInSlack, joanInTeams] = [await inSlack('U0MARIA'), await inTeams('U0JOAN')];
  for (const desk of [maria, mariaInSlack, joan, joanInTeams])
    await desk.sees('Ana Ruiz asks for Assessment Submitter');
  await goesThrough(ana, maria, joan, { approver: 'Maria Gomez', rejecter: 'Joan Lee' });
  for (const desk of [maria, mariaInSlack]) await desk.sees(/Done in iQIES for AASE HAUGEN HOME \(165178\): you/);
  for (const desk of [joan, joanInTeams]) await desk.sees(/You rejected VALLEY HOME HEALTH/);
  for (const desk of [maria, mariaInSlack, joan, joanInTeams]) await nothingLeftToDecide(desk);
});

it('an official on both who presses a copy that grew stale is told so, and the copy is made true', async () => {
  const { rehearsal, bot } = running;
  const tessa = await asks('T0TESSA', 'teams', '165178, 167001');
  const [maria, mariaInTeams] = [await inSlack('U0MARIA'), await inTeams('U0MARIA')];
  await mariaInTeams.sees('Tessa Moran asks for Assessment Submitter');
  // Teams takes no changes for a while: her card there still looks undecided.
  rehearsal.teams?.breakNext({ route: 'update', times: 1, fault: { kind: 'rate-limited', retryAfterS: 600 } });
  await maria.press('Approve');
  await maria.sees('You approved Tessa for AASE HAUGEN HOME');
  await bot.delivery.idle();
  await mariaInTeams.press('Approve');
  await mariaInTeams.sees(/This was approved already.* It was you, on /);
  rehearsal.clock.forward(15 * 60_000);
  bot.delivery.wake();
  await mariaInTeams.sees('You approved Tessa for AASE HAUGEN HOME');
  await nothingLeftToDecide(mariaInTeams);
  await rejects(await inTeams('U0JOAN'));
  await (await inSlack('U0JOAN')).sees(/You rejected VALLEY HOME HEALTH/);
  await tessa.sees(/Joan Lee did not approve Assessment Submitter/);
  const approved = bot.database.db.selectFrom('event').select('seq').where('kind', '=', 'item-approved');
  expect(await approved.execute()).toHaveLength(5);
});

it('pages that stay open over a restart of the server show the cards again on both platforms, and they still work', async () => {
  const ana = await asks('U0ANA', 'slack', '165326, 165399');
  const [nina, raj] = [await inTeams('T0NINA'), await inSlack('U0RAJ')];
  for (const desk of [nina, raj]) {
    await desk.sees('Ana Ruiz asks for Assessment Submitter');
    await desk.say('thanks');
    await desk.page.getByText('thanks', { exact: true }).filter({ visible: true }).waitFor();
  }
  await running.stop();
  await nina.page.getByText('The rehearsal does not answer').waitFor();
  await start(Number(new URL(running.pageUrl).port));
  for (const desk of [nina, raj]) {
    await desk.page.getByText('thanks', { exact: true }).waitFor({ state: 'detached' });
    await desk.sees('Ana Ruiz asks for Assessment Submitter');
    await desk.press('Approve');
    await desk.sees(/iQIES doesn’t know yet/);
  }
  await ana.sees(/Nina Sato approved Assessment Submitter for REGENCY CARE CENTER/);
});
