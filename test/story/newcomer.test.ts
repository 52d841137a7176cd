import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { withBrowser } from '../page/browser.ts';
import { fillForm, saying, submitReview } from '../slack/harness.ts';
import { sitDown } from './desk.ts';
import { shortLists } from './short-lists.ts';

it('an official who was known by e-mail only joins the chat, gets the cards, and is still there after a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-newcomer-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
  const start = () => rehearse(config, createLog('silent'), () => {}, shortLists);
  let running = await start();
  await withBrowser(async ({ open }) => {
    const ana = await sitDown(open, running.pageUrl, 'U0ANA');
    await ana.press('Let Pat join Slack');
    await ana.sees('Pat Doyle is in Slack now.');
    await ana.page.getByRole('button', { name: /Pat Doyle/ }).click();
    await ana.home();
    await ana.sees(/CRESTVIEW ACRES/);
  });
  await running.stop();
  running = await start();
  const { workspace } = running.rehearsal;
  const member = workspace.as('U0ANA');
  await fillForm(member, 'assessment-submitter', '165299');
  await submitReview(member);
  await running.bot.delivery.idle();
  expect(saying(workspace.as('U0PAT').screen(), 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);
