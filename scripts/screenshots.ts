import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rehearse } from '../src/rehearse.ts';
import { withBrowser } from '../test/page/browser.ts';
import { askFor, sitDown, submit } from '../test/story/desk.ts';

/** Makes the pictures of the README: plays the story and takes what is on the page. */
const images = join(import.meta.dirname, '..', 'docs', 'images');
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-pictures-'));
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
const { pageUrl, stop } = await rehearse(config, createLog('silent'), console.log);
const picture = (page: Page, name: string) => page.screenshot({ path: join(images, `${name}.png`) });

await withBrowser(async ({ open }) => {
  const ana = await sitDown(open, pageUrl, 'U0ANA');
  await askFor(ana, 'Assessment Submitter', [
    { type: 'bloomfield care', pick: /165326/ },
    { type: 'aase haugen', pick: /165178/ },
  ]);
  await picture(ana.page, 'review');
  await submit(ana);
  await picture(ana.page, 'sent');
  await ana.press('Done');
  const joan = await sitDown(open, pageUrl, 'U0JOAN');
  await joan.sees('Ana Ruiz asks for Assessment Submitter');
  await picture(joan.page, 'card');
  await joan.press('Approve');
  await joan.sees('iQIES doesn’t know yet.');
  await picture(joan.page, 'card-approved');
  const maria = await sitDown(open, pageUrl, 'U0MARIA');
  await maria.press('Reject');
  await maria.choose('Wrong facility');
  await picture(maria.page, 'reject');
  await maria.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await ana.sees(/Maria Gomez did not approve/);
  await picture(ana.page, 'requester');
  await ana.home();
  await picture(ana.page, 'home');
  const dark = await sitDown((url) => open(url, { colorScheme: 'dark' }), pageUrl, 'U0JOAN');
  await dark.home();
  await picture(dark.page, 'official-home-dark');
});

await stop();
rmSync(dataDir, { recursive: true, force: true });
