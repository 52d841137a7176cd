import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/log.ts';
import { rehearse } from '#src/rehearse.ts';
import { withBrowser } from '../page/browser.ts';
import { askFor, sitDown, submit } from './desk.ts';

/** The whole of a rehearsal: the main job on its embedded defaults with the real lists, in a real browser. */
describe('the story on the rehearsal page, with the real lists', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-story-'));
  let running: Awaited<ReturnType<typeof rehearse>>;
  // Several people in several windows: a busy machine takes its time for them.
  vi.setConfig({ testTimeout: 60_000 });
  beforeAll(async () => {
    const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0', LOG_LEVEL: 'silent' });
    running = await rehearse(config, createLog('silent'), () => {});
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a nurse asks for two facilities found by name; one is approved, one rejected, all copies change', async () => {
    await withBrowser(async ({ open }) => {
      const ana = await sitDown(open, running.pageUrl, 'U0ANA');
      await askFor(ana, 'Assessment Submitter', [
        { type: 'bloomfield care', pick: /165326/ },
        { type: 'aase haugen', pick: /165178/ },
      ]);
      await ana.sees(/Joan Lee, joan\.lee@valley-care\.example; Raj Patel/);
      await submit(ana);
      await ana.sees('Sent to Joan Lee, Raj Patel and Maria Gomez');
      await ana.press('Done');

      const joan = await sitDown(open, running.pageUrl, 'U0JOAN');
      const raj = await sitDown(open, running.pageUrl, 'U0RAJ');
      const maria = await sitDown(open, running.pageUrl, 'U0MARIA');
      await joan.sees('Ana Ruiz asks for Assessment Submitter');
      expect(await joan.page.getByTestId('messages').getByText('AASE HAUGEN').count()).toBe(0);
      await raj.sees('Ana Ruiz asks for Assessment Submitter');
      await joan.press('Approve');
      await joan.sees('iQIES doesn’t know yet.');
      await raj.sees(/Joan Lee approved BLOOMFIELD CARE CENTER/);
      expect(await raj.page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);

      await maria.press('Reject');
      await maria.choose('Another reason, in words');
      await maria.page.getByLabel(/In your words/).fill('Ask for Viewer.');
      await maria.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
      await maria.sees(/You rejected AASE HAUGEN HOME/);

      await ana.sees(/Joan Lee approved Assessment Submitter for BLOOMFIELD CARE CENTER/);
      await ana.sees(/Maria Gomez did not approve Assessment Submitter for AASE HAUGEN HOME/);
      await ana.press('Show my iQIES steps');
      await ana.sees('Enter exactly this in iQIES.');
      await ana.press('Done');
      await ana.press('I sent it in iQIES');
      await joan.sees(/that it was sent in iQIES/);
      await joan.press('Done in iQIES');
      await ana.sees(/Your role is ready: Assessment Submitter at BLOOMFIELD CARE CENTER/);
      await ana.home();
      await ana.sees(/Assessment Submitter at BLOOMFIELD CARE CENTER \(165326\)/);
    });
  });

  it('the type-ahead gives 20 of "valley" and says how many more; 16E7 gives three', async () => {
    await withBrowser(async ({ open }) => {
      const lena = await sitDown(open, running.pageUrl, 'U0LENA');
      await lena.command();
      await lena.choose('Provider');
      await lena.next();
      await lena.choose('Provider Security Official');
      await lena.next();
      const box = lena.page.getByRole('combobox', { name: /Facilities/ });
      await box.fill('valley');
      await lena.sees(/20 shown, [\d,]+ more: type the city or CCN/);
      expect(await lena.page.getByRole('option').count()).toBe(20);
      await box.fill('16E7');
      await lena.page.getByRole('option', { name: /16E718/ }).waitFor();
      expect(await lena.page.getByRole('option').count()).toBe(3);
      await box.press('Escape');
      // The job aids' own example is in no list: a warning, never a block. As first PSO there, CMS decides.
      await lena.page.getByLabel(/Or paste CCNs/).fill('16E724');
      await lena.next();
      await lena.sees(/Not in my list/);
      await lena.choose('Yes, they are right: keep them');
      await lena.next();
      await lena.sees(/Asked: Cleo Grant/);
      await lena.choose('I work for this provider and am not a vendor');
      await submit(lena);
      const cleo = await sitDown(open, running.pageUrl, 'U0CLEO');
      await cleo.sees('Lena Novak asks for Provider Security Official');
    });
  });

  it('a guest is told why not, a place without official stays in the form, and a withdrawn request is gone from the card', async () => {
    await withBrowser(async ({ open }) => {
      const gus = await sitDown(open, running.pageUrl, 'U0GUS');
      await gus.say('/iqies');
      await gus.sees(/Guests can ask me questions/);
      const wei = await sitDown(open, running.pageUrl, 'U0WEI');
      await askFor(wei, 'PBJ Viewer', [
        { type: '165326', pick: /165326/ },
        { type: 'crestview acres', pick: /165299/ },
      ]);
      await wei.sees(/Pat Doyle decides this and is not in this chat/);
      await submit(wei);
      await wei.press('Done');
      const joan = await sitDown(open, running.pageUrl, 'U0JOAN');
      await joan.sees('Wei Chen asks for PBJ Viewer');
      await wei.press('Withdraw');
      await wei.page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
      await joan.sees(/Wei withdrew BLOOMFIELD CARE CENTER/);
      await joan.say('hello');
      await joan.sees(/I help with iQIES roles/);
    });
  });
});
