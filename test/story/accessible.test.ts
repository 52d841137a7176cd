import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cast } from '#rehearsal/people.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { findings } from '../page/axe.ts';
import { withBrowser } from '../page/browser.ts';
import { sitDown, submit } from './desk.ts';
import { shortLists } from './short-lists.ts';

const TIMEOUT_MS = 240_000;

describe('axe finds nothing, light, dark and at 375 px', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-axe-'));
  let running: Awaited<ReturnType<typeof rehearse>>;
  beforeAll(async () => {
    const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0', LOG_LEVEL: 'silent' });
    running = await rehearse(config, createLog('silent'), () => {}, shortLists);
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'in each step of a request, its errors, the card, the dialogs and the homes of those concerned',
    () =>
      withBrowser(async ({ open }) => {
        const found: string[] = [];
        const ana = await sitDown(open, running.pageUrl, 'U0ANA');
        const look = async (where: string) => found.push(...(await findings(ana.page, where)));
        await look('an empty conversation');
        await ana.command();
        await look('step 1');
        await ana.next();
        await ana.page.locator('.wrong').waitFor();
        await look('step 1 with an error');
        await ana.choose('Provider');
        await ana.next();
        await ana.sees('Step 2 of 4');
        await look('step 2');
        await ana.choose('Assessment Submitter');
        await ana.next();
        await ana.sees('Step 3 of 4');
        const box = ana.page.getByRole('combobox', { name: /Facilities/ });
        await box.fill('bloomfield');
        await ana.page.getByRole('option', { name: /165326/ }).waitFor();
        await look('step 3 with its list open');
        await box.fill('bloomfield');
        await ana.page.getByRole('option', { name: /165326/ }).click();
        await ana.next();
        await ana.sees('Who will be asked');
        await look('the review');
        await ana.page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
        await ana.sees('Please complete this required field.');
        await look('the review with an error');
        await submit(ana);
        await look('sent');
        await ana.press('Done');
        await ana.sees(/waiting for a decision/);
        await look('the requester’s conversation');
        await ana.home();
        await look('the requester’s Home');
        const joan = await sitDown(open, running.pageUrl, 'U0JOAN');
        await joan.sees('Ana Ruiz asks for Assessment Submitter');
        found.push(...(await findings(joan.page, 'a card')));
        await joan.press('Details');
        await joan.page.getByRole('dialog').waitFor();
        found.push(...(await findings(joan.page, 'details')));
        await joan.page.keyboard.press('Escape');
        await joan.press('Reject');
        await joan.page.getByRole('dialog').waitFor();
        found.push(...(await findings(joan.page, 'the reject dialog')));
        await joan.page.keyboard.press('Escape');
        await joan.home();
        found.push(...(await findings(joan.page, 'an official’s Home')));
        await joan.page.setViewportSize({ width: 375, height: 740 });
        await joan.page.getByRole('button', { name: 'You are Joan Lee' }).click();
        await joan.page.getByRole('button', { name: 'Move the clock' }).click();
        found.push(...(await findings(joan.page, 'the drawer of people and the clock')));
        expect(found).toEqual([]);
      }),
    TIMEOUT_MS,
  );

  it(
    'in the Home of each kind of person',
    () =>
      withBrowser(async ({ open }) => {
        const found: string[] = [];
        const page = await open(`${running.pageUrl}/#as=U0ANA&tab=home`);
        for (const { name, people } of cast) {
          const person = people.at(-1)?.absent ? people.at(-2) : people.at(-1);
          await page.getByRole('button', { name: person?.name ?? name }).click();
          await expect.poll(() => page.title()).toContain(person?.name);
          await page.getByText('My Profile').waitFor();
          found.push(...(await findings(page, `Home: ${name}`)));
        }
        expect(found).toEqual([]);
      }),
    TIMEOUT_MS,
  );
});
