import type { Page } from 'playwright-core';

/** One person at the Teams client of the rehearsal page. Everything waits for what the page shows. */
export interface TeamsDesk {
  page: Page;
  /** Adds the app, unless she has it. */
  add(): Promise<void>;
  say(text: string): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  next(): Promise<void>;
  /** A choice or a tick of the dialog whose label begins so. */
  choose(label: string | RegExp): Promise<void>;
  /** Closes the dialog with its X. */
  close(): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
}

/** Sits down as a person. @param open opens a window of its own at an address */
export async function sitDownInTeams(
  open: (url: string) => Promise<Page>,
  pageUrl: string,
  who: string,
): Promise<TeamsDesk> {
  const page = await open(`${pageUrl}/#as=${who}&tab=messages&on=teams`);
  const teams = page.locator('#teams');
  const dialog = page.getByRole('dialog');
  const composer = page.getByLabel('Write to iQIES Help');
  return {
    page,
    async add() {
      const button = teams.getByRole('button', { name: 'Add', exact: true });
      await composer.or(button).first().waitFor();
      if (await button.isVisible()) await button.click();
      await composer.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    async press(name) {
      await teams.getByRole('button', { name, exact: true }).last().click();
    },
    async next() {
      await dialog.getByRole('button', { name: 'Next' }).click();
    },
    async choose(label) {
      const begins = typeof label === 'string' ? new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) : label;
      await dialog.getByLabel(begins).first().check();
    },
    async close() {
      await dialog.locator('header').getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    async sees(text) {
      await teams
        .getByText(text)
        .last()
        .waitFor()
        .catch(async (fault: unknown) => {
          const words = (await page.locator('body').innerText()).slice(-1500);
          throw new Error(`${who} does not see ${text} in Teams; on the page stands: ${words}`, { cause: fault });
        });
    },
  };
}

/** Goes through the dialog to the review. @param ccns pasted */
export async function askInTeams(desk: TeamsDesk, role: string, ccns: string): Promise<void> {
  await desk.say('request');
  await desk.press('Request a role');
  await desk.sees('Step 1 of 4');
  await desk.choose('Provider');
  await desk.next();
  await desk.sees('Step 2 of 4');
  await desk.choose(role);
  await desk.next();
  await desk.sees('Step 3 of 4');
  await desk.page.getByLabel(/Or paste CCNs/).fill(ccns);
  await desk.next();
  await desk.sees('Who will be asked');
}

/** Ticks what the review asks for, submits and closes the dialog. */
export async function submitInTeams(desk: TeamsDesk): Promise<void> {
  await desk.choose(/I have a HARP account/);
  await desk.press('Submit');
  await desk.sees(/One step left/);
  await desk.close();
}
