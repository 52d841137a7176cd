import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { categories } from '#content/catalogue.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rehearse } from '../src/rehearse.ts';
import { everyOfficial } from '../test/slack/fill-for.ts';
import { shortLists } from '../test/story/short-lists.ts';
import { sitDownInTeams, submitInTeams, type TeamsDesk } from '../test/story/teams-desk.ts';

/** The same roles in the page's Teams: Tessa asks and Pat, official of every kind here, decides; both have Teams only. */
export interface RolesInTeams {
  /** Asks, approves, and does it in iQIES. @throws when the page does not show what it should */
  play(role: Role, environment: Environment): Promise<void>;
  stop(): Promise<void>;
}

/** @param open opens a window of its own */
export async function rolesInTeams(open: (url: string) => Promise<Page>): Promise<RolesInTeams> {
  const dataDir = mkdtempSync(join(tmpdir(), 'iqies-roles-in-teams-'));
  const officials = join(dataDir, 'officials.csv');
  const lines = everyOfficial.map(
    ([, , role, place]) => `pat.doyle@hillside.example,Pat Doyle,${role},${place},production`,
  );
  writeFileSync(officials, ['email,name,role,organization,environment', ...lines].join('\n'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
  const lists = { ...shortLists, officials };
  const { pageUrl, stop } = await rehearse(config, createLog('silent'), () => {}, lists);
  const [tessa, pat] = [await sitDownInTeams(open, pageUrl, 'T0TESSA'), await sitDownInTeams(open, pageUrl, 'U0PAT')];
  await pat.add();
  await tessa.add();
  return {
    async play(role, environment) {
      await request(tessa, role, environment);
      const asks = `${environment === 'training' ? 'TRAINING: ' : ''}Tessa Moran asks for ${role.label}`;
      await pat.page.locator('.chat').last().getByText(asks, { exact: true }).waitFor();
      await pat.press('Approve');
      await pat.sees('iQIES doesn’t know yet.');
      await tessa.press('I sent it in iQIES');
      await pat.sees(/that it was sent in iQIES/);
      await pat.press('Done in iQIES');
      await tessa.page.locator('.chat').getByText(`Your role is ready: ${role.label}`).last().waitFor();
      await tessa.say('profile');
      await tessa.page.locator('.chat').last().getByText('My Profile').waitFor();
    },
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function request(desk: TeamsDesk, role: Role, environment: Environment): Promise<void> {
  const dialog = desk.page.getByRole('dialog');
  await desk.say('request');
  await desk.press('Request a role');
  await desk.sees('Step 1 of 4');
  await desk.choose(categories.find(({ id }) => id === role.category)?.label ?? '');
  await desk.next();
  await desk.sees('Step 2 of 4');
  await dialog.getByRole('radio', { name: role.label }).first().check();
  if (environment === 'training') await desk.choose('Training environment');
  await desk.next();
  await dialog.getByText(/Step [34] of 4/).waitFor();
  await fields(desk, role);
  await desk.sees('Who will be asked');
  for (const tick of [/I have the General User role/, /I work for this provider/]) {
    const box = dialog.getByLabel(tick);
    if ((await box.count()) > 0) await box.check();
  }
  await submitInTeams(desk);
}

/** Step 3, which a field that a choice asks for makes two dialogs of. */
async function fields(desk: TeamsDesk, role: Role): Promise<void> {
  const dialog = desk.page.getByRole('dialog');
  switch (role.fields.value) {
    case 'none':
      return;
    case 'providers':
      await dialog.getByLabel(/Or paste CCNs/).fill('165326');
      break;
    case 'state':
      await dialog.getByRole('combobox', { name: /^State/ }).selectOption({ label: 'Iowa' });
      break;
    case 'contract-surveyor':
      await dialog.getByLabel('State', { exact: true }).check();
      await desk.next();
      await dialog
        .getByLabel(/^State/)
        .last()
        .selectOption({ label: 'Iowa' });
      await dialog.getByLabel(/CertiSurv/).check();
      await desk.choose('Existing');
      await dialog.getByLabel(/^Federal Surveyor ID/).fill('4711');
      await dialog.getByLabel(/^Confirm Federal Surveyor ID/).fill('4711');
      break;
    case 'contract-survey-admin':
      await dialog.getByLabel(/CertiSurv/).check();
      await desk.choose('New');
      break;
    case 'contractor':
      await dialog
        .getByLabel(/Contractor known here/)
        .selectOption({ label: role.line === 'ado' ? 'Prairie ADO' : 'Prairie MAC' });
      break;
  }
  await desk.next();
}
