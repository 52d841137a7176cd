import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rehearse } from '../src/rehearse.ts';
import { withBrowser } from '../test/page/browser.ts';
import { askFor, sitDown, submit } from '../test/story/desk.ts';
import { sitDownInTeams, submitInTeams } from '../test/story/teams-desk.ts';
import { operatorScene } from './operator-scene.ts';

/** Makes the pictures of the README: plays the story and takes what is on the page, light and dark. */
const images = join(import.meta.dirname, '..', 'docs', 'images');
const LARGEST_BYTES = 200_000;
const desk = { width: 1100, height: 660 };
const phone = { width: 390, height: 740 };
const themes = ['light', 'dark'] as const;

mkdirSync(images, { recursive: true });
// Pictures of step 3 are made with docs/roles.md, the playground's by hand, drawings by what measures.
for (const name of readdirSync(images)) if (/^(?!step3-|playground).*\.png$/.test(name)) rmSync(join(images, name));
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-pictures-'));
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
const { pageUrl, bot, stop } = await rehearse(config, createLog('silent'), console.log);

await withBrowser(async ({ open }) => {
  const atDesk = (url: string) => open(url, { viewport: desk });
  const ana = await sitDown(atDesk, pageUrl, 'U0ANA');
  // A morning, whenever this runs.
  await ana.press('Next workday 9:00');
  await ana.sees(/It is now/);
  await ana.page.locator('#toast p').waitFor({ state: 'detached' });
  await askFor(ana, 'Assessment Submitter', [
    { type: 'bloomfield care', pick: /165326/ },
    { type: 'aase haugen', pick: /165178/ },
  ]);
  await picture(ana.page, 'review');
  await submit(ana);
  await picture(ana.page, 'sent');
  await ana.press('Done');
  const joan = await sitDown(atDesk, pageUrl, 'U0JOAN');
  await joan.sees('Ana Ruiz asks for Assessment Submitter');
  await joan.page.setViewportSize(phone);
  await picture(joan.page, 'card-on-a-phone');
  await joan.page.setViewportSize(desk);
  await joan.press('Approve');
  await joan.sees('iQIES doesn’t know yet.');
  await picture(joan.page, 'card-approved');
  const maria = await sitDown(atDesk, pageUrl, 'U0MARIA');
  await maria.press('Reject');
  await maria.choose('Wrong facility');
  await picture(maria.page, 'reject');
  await maria.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await ana.sees(/Maria Gomez did not approve/);
  await ana.home();
  await picture(ana.page, 'home');
  await joan.page.setViewportSize(phone);
  await joan.page.getByRole('button', { name: 'You are Joan Lee' }).click();
  await picture(joan.page, 'people-on-a-phone');
  await takeChecklist(atDesk);
  await takeTeams(atDesk);
  await takeOperator(atDesk);
});

await stop();
rmSync(dataDir, { recursive: true, force: true });

/** Somebody new in Slack: her checklist, and what helps where she is stuck. */
async function takeChecklist(atDesk: (url: string) => Promise<Page>): Promise<void> {
  const lena = await sitDown(atDesk, pageUrl, 'U0LENA');
  await lena.page.setViewportSize({ ...desk, height: 820 });
  await lena.say('/iqies checklist');
  await lena.choose('No account yet');
  await lena.press('Show my list');
  await lena.press('Done');
  await lena.press('I have done this');
  await lena.sees('Now: Set up two-factor in HARP');
  await picture(lena.page, 'checklist');
}

/** The operator's page, with half a year in it; wide, and its beginning on a phone. */
async function takeOperator(atDesk: (url: string) => Promise<Page>): Promise<void> {
  await operatorScene(bot);
  const page = await atDesk(bot.operatorUrl ?? '');
  for (const [name, size] of [
    ['operator', { width: 1100, height: 1240 }],
    ['operator-on-a-phone', phone],
  ] as const) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      if (theme === 'dark') await page.getByRole('button', { name: 'Use the dark theme' }).click();
      // Charts are drawn over a fifth of a second.
      await page.waitForTimeout(600);
      await save(page, name, theme);
    }
    await page.getByRole('button', { name: 'Use the light theme' }).click();
  }
}

/** A nurse asks in Teams; an official who is on both decides there, and her copy in Slack changes with it. */
async function takeTeams(atDesk: (url: string) => Promise<Page>): Promise<void> {
  const joan = await sitDownInTeams(atDesk, pageUrl, 'U0JOAN');
  await joan.add();
  const joanInSlack = await sitDown(atDesk, pageUrl, 'U0JOAN');
  await joanInSlack.press('Yes, that’s me');
  await joan.press('Yes, that’s me');
  await joan.sees(/one person here now/);

  const tessa = await sitDownInTeams(atDesk, pageUrl, 'T0TESSA');
  await tessa.add();
  await tessa.press('Request a role');
  await tessa.choose('Provider');
  await tessa.next();
  await tessa.choose('Assessment Submitter');
  await tessa.next();
  const box = tessa.page.getByRole('combobox', { name: /Facilities/ });
  await box.fill('bloomfield');
  await tessa.page.getByRole('option', { name: /165326/ }).click();
  await picture(tessa.page, 'teams-type-ahead', async () => {
    await box.fill('crestview acres');
    await tessa.page.getByRole('option', { name: /165299/ }).waitFor();
  });
  await tessa.next();
  await submitInTeams(tessa);
  await joan.sees('Tessa Moran asks for Assessment Submitter');
  await picture(joan.page, 'teams-card');
  await joan.press('Approve');
  await joan.sees(/iQIES doesn’t know yet/);
  await joanInSlack.sees('You approved Tessa for BLOOMFIELD CARE CENTER');
  await sideBySide('across', [joanInSlack.page, joan.page]);
  await tessa.say('profile');
  await tessa.sees('My Profile');
  await picture(tessa.page, 'teams-profile');
  await tessa.say('checklist');
  await tessa.press('Open my checklist');
  await tessa.choose('A HARP ID');
  await tessa.press('Show my list');
  await tessa.sees(/steps done/);
  await picture(tessa.page, 'teams-checklist');
  await tessa.press('Done');
  await tessa.say('What do I do when my CCN is not found?');
  await tessa.sees('Was this helpful?');
  await picture(tessa.page, 'teams-answer');
}

/** Two windows in one picture, each as narrow as beside another. */
async function sideBySide(name: string, pages: readonly Page[]): Promise<void> {
  const [first] = pages;
  const sheet = await first?.context().newPage();
  if (sheet === undefined) return;
  for (const theme of themes) {
    const shots: string[] = [];
    for (const page of pages) {
      await page.setViewportSize({ width: 620, height: 640 });
      await toEnd(page);
      if (theme === 'dark') await page.getByRole('button', { name: 'use the dark theme' }).click();
      await page.mouse.move(0, 0);
      shots.push((await page.screenshot({ animations: 'disabled' })).toString('base64'));
      if (theme === 'dark') await page.getByRole('button', { name: 'use the light theme' }).click();
    }
    await sheet.setViewportSize({ width: 1252, height: 640 });
    const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('');
    const ground = theme === 'dark' ? '#000' : '#fff';
    await sheet.setContent(`<body style="margin:0;display:flex;gap:12px;background:${ground}">${images}`);
    await save(sheet, name, theme);
  }
  await sheet.close();
}

/** What is newest stands at the bottom again after the window became another. */
async function toEnd(page: Page): Promise<void> {
  await page.evaluate("for (const one of document.querySelectorAll('.scroll')) one.scrollTop = one.scrollHeight");
}

/** Both themes of what stands there, with nothing under the mouse. @param before done again for each of the two */
async function picture(page: Page, name: string, before = async () => {}): Promise<void> {
  for (const theme of themes) {
    if (theme === 'dark') await page.getByRole('button', { name: 'use the dark theme' }).click();
    await before();
    await page.mouse.move(0, 0);
    await save(page, name, theme);
  }
  await page.getByRole('button', { name: 'use the light theme' }).click();
}

async function save(page: Page, name: string, theme: 'light' | 'dark'): Promise<void> {
  const path = join(images, theme === 'dark' ? `${name}-dark.png` : `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${path} has ${size} bytes; at most ${LARGEST_BYTES} are wanted.`);
}
