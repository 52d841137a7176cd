import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { fillForm, saying, submitReview } from '../slack/harness.ts';
import { shortLists } from './short-lists.ts';

it('a rehearsal that is started again shows its cards again, though its Slack forgot them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-again-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
  const start = () => rehearse(config, createLog('silent'), () => {}, shortLists);
  let running = await start();
  const ana = running.rehearsal.workspace.as('U0ANA');
  await fillForm(ana, 'assessment-submitter', '165326');
  await submitReview(ana);
  await running.bot.delivery.idle();
  await running.stop();
  running = await start();
  await running.bot.delivery.idle();
  const { workspace } = running.rehearsal;
  expect(saying(workspace.as('U0JOAN').screen(), 'Ana Ruiz asks for Assessment Submitter')).toHaveLength(1);
  expect(saying(workspace.as('U0ANA').screen(), 'Assessment Submitter: waiting for a decision')).toHaveLength(1);
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);
