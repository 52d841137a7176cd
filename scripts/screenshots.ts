import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rehearse } from '../src/rehearse.ts';
import { withBrowser } from '../test/page/browser.ts';
import { askFor, sitDown, submit } from '../test/story/desk.ts';

/** Makes the pictures of the README: plays the story and takes what is on the page, light and dark. */
const images = join(import.meta.dirname, '..', 'docs', 'images');
const LARGEST_BYTES = 200_000;
const desk = { width: 1100, height: 660 };
const phone = { width: 390, height: 740 };

mkdirSync(images, { recursive: true });
// Pictures of step 3 are made with docs/roles.md, the playground's by hand.
for (const name of readdirSync(images)) if (!/^(?:step3-|playground)/.test(name)) rmSync(join(images, name));
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-pictures-'));
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
const { pageUrl, stop } = await rehearse(config, createLog('silent'), console.log);

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
  await takeTeams(atDesk);
});

await stop();
rmSync(dataDir, { recursive: true, force: true });

/** A nurse asks in Teams, and an official who has both decides there. */
async function takeTeams(atDesk: (url: string) => Promise<Page>): Promise<void> {
  const at = (id: string) => atDesk(`${pageUrl}/#as=${id}&tab=messages&on=teams`);
  const tessa = await at('T0TESSA');
  const dialog = tessa.getByRole('dialog');
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
  const sees = (page: Page, text: string | RegExp) => page.getByText(text).last().waitFor();
  await press(tessa, 'Add');
  await press(tessa, 'Request a role');
  await dialog.getByLabel(/^Provider/).check();
  await press(tessa, 'Next');
  await dialog.getByLabel(/^Assessment Submitter/).check();
  await press(tessa, 'Next');
  await tessa.getByRole('combobox', { name: /Facilities/ }).fill('bloomfield');
  await tessa.getByRole('option', { name: /165326/ }).click();
  await picture(tessa, 'teams-type-ahead', async () => {
    await tessa.getByRole('combobox', { name: /Facilities/ }).fill('crestview acres');
    await tessa.getByRole('option', { name: /165299/ }).waitFor();
  });
  await press(tessa, 'Next');
  await dialog.getByLabel(/I have a HARP account/).check();
  await press(tessa, 'Submit');
  await sees(tessa, /One step left/);
  await tessa.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const joan = await sitDown(atDesk, pageUrl, 'U0JOAN');
  await joan.sees('Tessa Moran asks for Assessment Submitter');
  await joan.press('Approve');
  await sees(tessa, /Joan Lee approved Assessment Submitter/);
  await picture(tessa, 'teams-decided');
}

/** Both themes of what stands there, with nothing under the mouse. @param before done again for each of the two */
async function picture(page: Page, name: string, before = async () => {}): Promise<void> {
  for (const theme of ['light', 'dark']) {
    const path = join(images, theme === 'dark' ? `${name}-dark.png` : `${name}.png`);
    if (theme === 'dark') await page.getByRole('button', { name: 'use the dark theme' }).click();
    await before();
    await page.mouse.move(0, 0);
    await page.screenshot({ path, animations: 'disabled' });
    const { size } = statSync(path);
    if (size > LARGEST_BYTES) throw new Error(`${path} has ${size} bytes; at most ${LARGEST_BYTES} are wanted.`);
  }
  await page.getByRole('button', { name: 'use the light theme' }).click();
}
