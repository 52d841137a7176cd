/** What the tests of the page do with it again and again, by the labels a person would go by. */
import type { Page } from 'playwright-core';

export const see = (page: Page, text: string) => page.getByText(text).last().waitFor();

export const submitButton = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Send' });

export async function write(page: Page, text: string) {
  await page.getByLabel('Message iQIES Help').fill(text);
  await page.keyboard.press('Enter');
}

export async function fillAll(page: Page, email: string) {
  await page.getByLabel('Full name').fill('Ana');
  await page.getByLabel('Work e-mail').fill(email);
  await page.getByLabel('Facilities').fill('bloomf');
  await page.getByRole('option', { name: 'Bloomfield' }).click();
  await page.getByLabel('Role', { exact: true }).click();
  await page.getByRole('option', { name: 'Assessment Viewer' }).click();
  await page.getByLabel('A provider').check();
  await page.getByLabel('I need this for my work').check();
}

/** The element with the focus is the one with this label. */
export async function expectFocus(page: Page, label: string) {
  const focused = page.getByLabel(label, { exact: true }).and(page.locator(':focus'));
  await focused.waitFor();
}
