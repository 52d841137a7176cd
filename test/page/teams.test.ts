import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { sitDown } from '../story/desk.ts';
import { shortLists } from '../story/short-lists.ts';
import { findings } from './axe.ts';
import { withBrowser } from './browser.ts';

/** The Teams client of the page, with the whole rehearsal behind it. */
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-teams-page-'));
let running: Awaited<ReturnType<typeof rehearse>>;
beforeAll(async () => {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0', LOG_LEVEL: 'silent' });
  running = await rehearse(config, createLog('silent'), () => {}, shortLists);
}, 60_000);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const inTeams = (id: string) => `${running.pageUrl}/#as=${id}&tab=messages&on=teams`;
const sees = (page: Page, text: string | RegExp) => page.getByText(text).last().waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();

test(
  'a nurse on Teams asks with a type-ahead, an official on Slack approves, both see it; axe finds nothing',
  () =>
    withBrowser(async ({ open }) => {
      const page = await open(inTeams('T0TESSA'));
      const pressedInVain: string[] = [];
      page.on('response', (response) => response.status() === 409 && pressedInVain.push(response.url()));
      const dialog = page.getByRole('dialog');
      await press(page, 'Add');
      await sees(page, 'I help with iQIES roles');
      const found = await findings(page, 'the chat');
      await press(page, 'Request a role');
      await dialog.getByLabel(/^Provider/).check();
      await press(page, 'Next');
      await sees(page, 'Step 2 of 4');
      await dialog.getByLabel(/^Assessment Submitter/).check();
      await press(page, 'Next');
      await sees(page, 'Step 3 of 4');
      await page.getByRole('combobox', { name: /Facilities/ }).fill('bloomf');
      await page.getByRole('option', { name: /165326/ }).click();
      found.push(...(await findings(page, 'a dialog')));
      await dialog.locator('.chip', { hasText: '165326' }).waitFor();
      await press(page, 'Next');
      await sees(page, 'Who will be asked');
      await dialog.getByLabel(/I have a HARP account/).check();
      await page.getByRole('button', { name: 'Submit', exact: true }).dblclick();
      await sees(page, /One step left/);
      await dialog.getByRole('button', { name: 'Close' }).first().click();
      await dialog.waitFor({ state: 'hidden' });

      const joan = await sitDown(open, running.pageUrl, 'U0JOAN');
      await joan.sees('Tessa Moran asks for Assessment Submitter');
      await joan.press('Approve');
      await joan.sees('iQIES doesn’t know yet.');
      await sees(page, /Joan Lee approved Assessment Submitter for BLOOMFIELD CARE CENTER/);
      found.push(...(await findings(page, 'what was decided')));
      expect(found).toEqual([]);
      expect(pressedInVain).toEqual([]);
      expect(running.rehearsal.teams?.refusals()).toEqual([]);
    }),
  60_000,
);

test(
  'a role is asked for in Teams with the keyboard alone',
  () =>
    withBrowser(async ({ open }) => {
      const page = await open(inTeams('T0NINA'));
      await page.getByRole('button', { name: 'Add', exact: true }).waitFor();
      await tabTo(page, 'Add');
      await page.keyboard.press('Enter');
      await sees(page, 'I help with iQIES roles');
      await tabTo(page, 'Request a role', 'Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').locator(':focus').waitFor();
      // The arrows go through the categories from the first on.
      const provider = page.getByLabel(/^Provider/);
      await page.keyboard.press('Space');
      for (let step = 0; step < 8 && !(await provider.isChecked()); step += 1) await page.keyboard.press('ArrowDown');
      await tabTo(page, 'Next');
      await page.keyboard.press('Enter');
      await sees(page, 'Step 2 of 4');
      await page.getByRole('dialog').locator(':focus').waitFor();
      const submitter = page.getByLabel(/^Assessment Submitter/);
      await page.keyboard.press('Space');
      for (let step = 0; step < 12 && !(await submitter.isChecked()); step += 1) await page.keyboard.press('ArrowDown');
      await tabTo(page, 'Next');
      await page.keyboard.press('Enter');
      await sees(page, 'Step 3 of 4');
      await page
        .getByRole('combobox', { name: /Facilities/ })
        .and(page.locator(':focus'))
        .waitFor();
      await page.keyboard.type('bloomf');
      await page.getByRole('option', { name: /165326/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.chip', { hasText: '165326' }).waitFor();
      await page.keyboard.press('Escape');
      await tabTo(page, 'Next');
      await page.keyboard.press('Enter');
      await sees(page, 'Who will be asked');
      await tabTo(page, /HARP account/);
      await page.keyboard.press('Space');
      await tabTo(page, 'Submit');
      await page.keyboard.press('Enter');
      await sees(page, /One step left/);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }),
  60_000,
);

test(
  'a person on both has a switch; the app is added to a channel, mentioned, and its answers are searched',
  () =>
    withBrowser(async ({ open }) => {
      const page = await open(`${running.pageUrl}/#as=U0SAM&tab=messages`);
      const slack = page.getByRole('tab', { name: 'Slack' });
      await slack.focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name: 'Teams', selected: true }).and(page.locator(':focus')).waitFor();
      await press(page, 'Add');
      await sees(page, 'I help with iQIES roles');
      await page.getByLabel('Write to iQIES Help').fill('What is a CCN?');
      await page.keyboard.press('Enter');
      await press(page, 'Yes');
      await page
        .locator('.chat', { hasText: 'Was this helpful?' })
        .locator('.answer', { hasText: 'Good to know.' })
        .waitFor();
      await press(page, 'Answers about iQIES');
      await page.getByLabel('Search answers').fill('CCN');
      await page.locator('.answer-row').first().click();
      await page.locator('.answers .ac-adaptiveCard').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'iQIES questions' }).click();
      await press(page, 'Add to the team');
      await page.getByLabel('Write in iQIES questions to iQIES Help').fill('What is a CCN?');
      await page.keyboard.press('Enter');
      await page.locator('.chat', { hasText: 'CMS Certification Number' }).waitFor();
      await page.getByRole('tab', { name: 'Teams' }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('tab', { name: 'Messages' }).waitFor();
      expect(running.rehearsal.teams?.refusals()).toEqual([]);
    }),
  60_000,
);

test('what is no act in Teams, or of nobody there, is refused', async () => {
  const act = async (body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${running.pageUrl}/teams/act`, sent)).status;
  };
  expect(await act({ as: 'T0TESSA', do: 'dance' })).toBe(400);
  expect(await act({ as: 'T0TESSA', do: 'say', text: '' })).toBe(400);
  expect(await act({ as: 'U0RAJ', do: 'say', text: 'Hello' })).toBe(404);
  expect(await act({ as: 'U0CLEO', do: 'say', text: 'Hello' })).toBe(409);
  expect((await fetch(`${running.pageUrl}/teams/screen?as=U0RAJ`)).status).toBe(404);
});

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const nameOf = `(({ activeElement: node }) => {
    const labels = (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    return [node.getAttribute('aria-label'), labels.join(' '), node.textContent].map((one) => one?.trim()).find(Boolean) ?? '';
  })(document)`;
  for (let step = 0; step < 60; step += 1) {
    const focused = String(await page.evaluate(nameOf));
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never comes to ${name}`);
}
