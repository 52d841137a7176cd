import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { openOutbox } from '#storage/outbox.ts';
import { findings } from '../page/axe.ts';
import { withBrowser } from '../page/browser.ts';
import { playForOperator } from './operator-desk.ts';
import { shortLists } from './short-lists.ts';

const TIMEOUT_MS = 120_000;
const token = 'the-operator-token-of-this-test';

describe('the operator’s page, in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-operator-'));
  let running: Awaited<ReturnType<typeof rehearse>>;
  beforeAll(async () => {
    const env = { DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0', LOG_LEVEL: 'silent', OPERATOR_TOKEN: token };
    running = await rehearse(readConfig(env), createLog('silent'), () => {}, shortLists);
    await playForOperator(running);
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    'opens with the token, shows what waits, sorts by the keyboard, and axe finds nothing, light, dark and at 375 px',
    () =>
      withBrowser(async ({ open }) => {
        const found: string[] = [];
        const page = await open(running.bot.operatorUrl ?? '');
        found.push(...(await findings(page, 'the sign-in')));
        await page.keyboard.press('Tab');
        await page.keyboard.type('not the token');
        await page.keyboard.press('Enter');
        await page.getByText('That is not the token.').waitFor();
        found.push(...(await findings(page, 'a wrong token')));
        await page.getByLabel('Operator token').focus();
        await page.keyboard.type(token);
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'What waits' }).waitFor();
        expect(page.url()).not.toContain('token');

        const text = await page.locator('main').innerText();
        for (const shown of ['BLOOMFIELD CARE CENTER (165326)', 'Only one PSO', 'a question nobody wrote about'])
          expect(text).toContain(shown);
        for (const hidden of ['Ana Ruiz', 'Joan Lee', 'valley-care.example']) expect(text).not.toContain(hidden);

        const chart = page.getByRole('img', { name: /Chart: 2 open questions of access/ });
        await chart.waitFor();
        expect((await chart.boundingBox())?.height).toBeGreaterThan(100);

        const places = page.getByRole('table', { name: 'Where it waits longest' });
        const firstPlace = () => places.locator('tbody th').first().innerText();
        await places.getByRole('button', { name: 'Place' }).focus();
        await page.keyboard.press('Enter');
        expect(await places.getByRole('columnheader', { name: 'Place' }).getAttribute('aria-sort')).toBe('ascending');
        expect(await firstPlace()).toContain('AASE HAUGEN');
        await page.keyboard.press('Enter');
        expect(await places.getByRole('columnheader', { name: 'Place' }).getAttribute('aria-sort')).toBe('descending');
        expect(await firstPlace()).toContain('BLOOMFIELD');

        for (const summary of await page.locator('summary').all()) await summary.click();
        found.push(...(await findings(page, 'the page')));
        expect(found).toEqual([]);

        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByLabel('Operator token').waitFor();
      }),
    TIMEOUT_MS,
  );

  it('a delivery that was given up stands there as “deliveries” says it', async () => {
    const dead = await openOutbox(running.bot.database.db).dead();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ token });
    const signedIn = await fetch(`${running.bot.operatorUrl}/sign-in`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const text = await (await fetch(`${running.bot.operatorUrl}/`, { headers: { cookie } })).text();
    expect(dead).toHaveLength(1);
    for (const { id, error } of dead) {
      expect(text).toContain(id);
      expect(text).toContain(error);
    }
  });

  it(
    'the rehearsal’s page leads to it',
    () =>
      withBrowser(async ({ open }) => {
        const page = await open(running.pageUrl);
        const link = page.getByRole('link', { name: 'the operator’s page' });
        expect(await link.getAttribute('href')).toBe(running.bot.operatorUrl);
      }),
    TIMEOUT_MS,
  );
});
