import { afterEach, beforeEach, expect, test } from 'vitest';
import { withBrowser } from './browser.ts';
import { expectFocus, fillAll, see, submitButton, write } from './drive.ts';
import { formView } from './gallery.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

test('a form is filled and sent with the keyboard alone', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await expectFocus(page, 'Message iQIES Help');
    await page.keyboard.type('/iqies');
    await page.keyboard.press('Enter');
    await see(page, 'Fill this in once.');
    const { keyboard } = page;
    await expectFocus(page, 'Full name');
    await keyboard.type('Ana Ruiz');
    await keyboard.press('Tab');
    await keyboard.type('ana@cms.gov');
    await keyboard.press('Tab');
    await keyboard.type('bloo');
    await page.getByRole('option', { name: 'Bloomfield' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Bloomington Home Health (157402)' }).waitFor();
    await keyboard.type('bloo');
    await page.getByRole('option', { name: 'Bloomfield' }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Bloomfield Care Center (165326)' }).waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Backspace');
    await expect.poll(() => page.getByRole('button', { name: 'Remove Bloomfield' }).count()).toBe(0);
    await keyboard.press('Tab');
    await expectFocus(page, 'Role');
    await keyboard.type('view');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await expectFocus(page, 'Surveys a year');
    await keyboard.type('3');
    await keyboard.press('Enter');
    await see(page, 'Sent for Ana Ruiz: 157402');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expectFocus(page, 'Message iQIES Help');
    const sent = stage.bot.heard.find(({ type }) => type === 'view_submission')?.view.state.values;
    expect(sent.role.role.selected_option.value).toBe('viewer');
    expect(sent.kind.kind.selected_option.value).toBe('provider');
    expect(sent.agree.agree.selected_options).toHaveLength(1);
    expect(sent.surveys.surveys.value).toBe('3');
  }));

test('what is missing or refused is said under its field, and the field has the focus', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await submitButton(page).click();
    expect(await page.getByText('Please complete this required field.').count()).toBe(6);
    await expectFocus(page, 'Full name');
    await fillAll(page, 'ana@bloomfield.example');
    await submitButton(page).click();
    await see(page, 'Use your address that ends in .gov.');
    await expectFocus(page, 'Work e-mail');
    // The same once more is said once more.
    await submitButton(page).click();
    await expect.poll(() => stage.bot.heard.filter(({ type }) => type === 'view_submission').length).toBe(2);
    await expect.poll(() => page.locator('button[aria-busy="true"]').count()).toBe(0);
    await see(page, 'Use your address that ends in .gov.');
    await page.getByLabel('Work e-mail').fill('ana');
    await page.keyboard.press('Enter');
    await see(page, 'Enter a valid e-mail address.');
    await page.getByLabel('Work e-mail').fill('ana@cms.gov');
    await page.keyboard.press('Enter');
    await see(page, 'Sent for Ana: 165326');
  }));

test('a form that the bot changes under her hands keeps what she typed and where she was', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await page.getByLabel('Full name').fill('Ana Ru');
    const reason = page.getByLabel('Reason');
    await reason.pressSequentially('I work th');
    const view = stage.workspace.as('U0ANA').screen().modals[0];
    await stage.bot.call('views.update', { view_id: view?.id ?? '', view: formView('Changed meanwhile.') });
    await page.keyboard.type('ere.');
    await see(page, 'Changed meanwhile.');
    await expectFocus(page, 'Reason');
    expect(await reason.inputValue()).toBe('I work there.');
    await page.getByRole('button', { name: 'What is this?' }).click();
    await see(page, 'A role says what you may do there.');
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ana Ru');
    const held = () => stage.workspace.as('U0ANA').screen().modals[0]?.values;
    await expect.poll(held).toMatchObject({ reason: { reason: { value: 'I work there.' } } });
  }));

test('facilities found by several searches add up', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await fillAll(page, 'ana@cms.gov');
    await page.getByLabel('Facilities').fill('cedar');
    await page.getByRole('option', { name: 'Cedar Rapids' }).click();
    await page.getByRole('button', { name: 'Remove Cedar Rapids' }).waitFor();
    await submitButton(page).click();
    await see(page, 'Sent for Ana: 165326, 161588');
  }));

test('a view pushed on the form has a way back, and Tab stays inside of it', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await page.getByLabel('Full name').fill('Ana Ruiz');
    await page.getByRole('button', { name: 'Look closer' }).click();
    const closer = page.getByRole('dialog', { name: 'Closer' });
    await closer.waitFor();
    for (let step = 0; step < 6; step++) {
      expect(await closer.locator(':focus').count()).toBe(1);
      await page.keyboard.press(step < 4 ? 'Tab' : 'Shift+Tab');
    }
    await page.getByRole('button', { name: 'Return to the previous view' }).click();
    await page.getByRole('dialog', { name: 'Ask for a role' }).waitFor();
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ana Ruiz');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  }));

test('when the bot does not answer, the form says so and can be sent again', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await fillAll(page, 'ana@cms.gov');
    stage.bot.silent = true;
    await submitButton(page).click();
    await page.locator('button[aria-busy="true"]').waitFor();
    await see(page, 'We had some trouble connecting. Try again?');
    stage.bot.silent = false;
    await submitButton(page).click();
    await see(page, 'Sent for Ana: 165326');
  }));
