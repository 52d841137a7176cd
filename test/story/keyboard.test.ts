import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { withBrowser } from '../page/browser.ts';
import { shortLists } from './short-lists.ts';

/** Presses Tab until this has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await wanted.first().waitFor();
  const focused = wanted.and(page.locator(':focus'));
  for (let presses = 0; presses < 80; presses++) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`80 times ${key} did not reach ${wanted}`);
}

async function pressButton(page: Page, name: string | RegExp) {
  await tabTo(page, page.getByRole('button', { name, exact: true }).last());
  await page.keyboard.press('Enter');
}

/** Goes down a radio group until this one is chosen. */
async function pickRadio(page: Page, name: string) {
  const wanted = page.getByRole('radio', { name, exact: true });
  await tabTo(page, page.getByRole('radiogroup').filter({ has: wanted }).getByRole('radio'));
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses++) await page.keyboard.press('ArrowDown');
  expect(await wanted.isChecked()).toBe(true);
}

it('a request is made, approved and looked at with the keyboard alone', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-keys-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0', LOG_LEVEL: 'silent' });
  const running = await rehearse(config, createLog('silent'), () => {}, shortLists);
  await withBrowser(async ({ open }) => {
    const page = await open(`${running.pageUrl}/#as=U0ANA&tab=messages`);
    const { keyboard } = page;
    const see = (text: string | RegExp) => page.getByText(text).last().waitFor();
    await page
      .getByRole('textbox', { name: /Message/ })
      .and(page.locator(':focus'))
      .waitFor();
    await keyboard.type('/iqies');
    await keyboard.press('Enter');
    await see('Step 1 of 4');
    await pickRadio(page, 'Provider');
    await pressButton(page, 'Next');
    await see('Step 2 of 4');
    await pickRadio(page, 'Assessment Submitter');
    await pressButton(page, 'Next');
    await see('Step 3 of 4');
    await tabTo(page, page.getByRole('combobox', { name: /Facilities/ }));
    for (const name of ['Bloomfield', 'Haugen']) {
      await keyboard.type(name.toLowerCase());
      await page
        .getByRole('option', { name: new RegExp(name, 'i') })
        .first()
        .waitFor();
      await keyboard.press('Enter');
      await page.getByRole('button', { name: new RegExp(`Remove .*${name}`, 'i') }).waitFor();
    }
    await keyboard.press('Escape');
    await keyboard.press('Backspace');
    await expect.poll(() => page.getByRole('button', { name: /^Remove/ }).count()).toBe(1);
    await pressButton(page, 'Next');
    await see('Who will be asked');
    await tabTo(page, page.getByRole('checkbox', { name: /I have a HARP account/ }));
    await keyboard.press('Space');
    await pressButton(page, 'Submit');
    await see('One step left:');
    await pressButton(page, 'Done');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page
      .getByRole('textbox', { name: /Message/ })
      .and(page.locator(':focus'))
      .waitFor();

    await keyboard.press('F6');
    await tabTo(page, page.getByRole('button', { name: /Joan Lee.*new message/ }));
    await keyboard.press('Enter');
    await see('Ana Ruiz asks for Assessment Submitter');
    await keyboard.press('F6');
    await tabTo(page, page.getByRole('button', { name: 'Approve', exact: true }), 'Shift+Tab');
    await keyboard.press('Enter');
    await see(/iQIES doesn’t know yet/);

    await keyboard.press('F6');
    await tabTo(page, page.getByRole('button', { name: /Ana Ruiz/ }), 'Shift+Tab');
    await keyboard.press('Enter');
    await see(/Joan Lee approved Assessment Submitter/);
    await tabTo(page, page.getByRole('tab', { name: 'Messages' }));
    await keyboard.press('ArrowLeft');
    await see('My Profile');
  });
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 120_000);
