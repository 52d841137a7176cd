import type { Page } from 'playwright-core';

/** One person at the rehearsal page, doing what she would do in Slack. Everything waits for what the page shows. */
export interface Desk {
  page: Page;
  command(): Promise<void>;
  say(text: string): Promise<void>;
  home(): Promise<void>;
  messages(): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  next(): Promise<void>;
  choose(label: string): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
}

/** Sits down as a person. @param open opens a window of its own at an address */
export async function sitDown(open: (url: string) => Promise<Page>, pageUrl: string, who: string): Promise<Desk> {
  const page = await open(`${pageUrl}/#as=${who}&tab=messages`);
  const composer = page.getByRole('textbox', { name: /Message/ });
  const dialog = page.getByRole('dialog');
  return {
    page,
    async command() {
      await composer.fill('/iqies');
      await composer.press('Enter');
      await dialog.waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    async home() {
      await page.getByRole('tab', { name: 'Home' }).click();
      await page.getByText('My Profile').waitFor();
    },
    async messages() {
      await page.getByRole('tab', { name: 'Messages' }).click();
    },
    async press(name) {
      await page.getByRole('button', { name, exact: true }).last().click();
    },
    async next() {
      await dialog.getByRole('button', { name: 'Next' }).click();
    },
    async choose(label) {
      await dialog.getByLabel(label, { exact: true }).check();
    },
    async sees(text) {
      await page
        .getByText(text)
        .last()
        .waitFor()
        .catch(async (fault: unknown) => {
          throw new Error(
            `${who} does not see ${text}; on the page stands: ${(await page.locator('body').innerText()).slice(-1500)}`,
            { cause: fault },
          );
        });
    },
  };
}

/** Goes through the form to the review: facilities by name in the type-ahead. */
export async function askFor(
  desk: Desk,
  role: string,
  searches: readonly { type: string; pick: RegExp }[],
): Promise<void> {
  await desk.command();
  await desk.choose('Provider');
  await desk.next();
  await desk.sees('Step 2 of 4');
  await desk.choose(role);
  await desk.next();
  await desk.sees('Step 3 of 4');
  const box = desk.page.getByRole('combobox', { name: /Facilities/ });
  for (const { type, pick } of searches) {
    await box.fill(type);
    await desk.page.getByRole('option', { name: pick }).first().click();
  }
  await desk.next();
  await desk.sees('Who will be asked');
}

/** Ticks what the review asks for and submits. */
export async function submit(desk: Desk): Promise<void> {
  await desk.page.getByLabel(/I have a HARP account/).check();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await desk.sees('One step left:');
}
