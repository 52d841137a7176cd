import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withBrowser } from './browser.ts';
import { XSS } from './gallery.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const see = (page: Page, text: string) => page.getByText(text).last().waitFor();

const submitButton = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Send' });

async function write(page: Page, text: string) {
  await page.getByLabel('Message iQIES Help').fill(text);
  await page.keyboard.press('Enter');
}

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
    await keyboard.type('cedar');
    await page.getByRole('option', { name: 'Cedar Rapids' }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Cedar Rapids Hospice (161588)' }).waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Backspace');
    await expect.poll(() => page.getByRole('button', { name: 'Remove Cedar' }).count()).toBe(0);
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
    const { formView } = await import('./gallery.ts');
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

test('a card is edited in place, for everyone who watches, and no text of a person becomes markup', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0JOAN'));
    const second = await open(stage.at('U0JOAN'));
    await write(page, XSS);
    await see(page, 'Two officials were asked.');
    expect(await page.getByText(XSS).count()).toBe(2);
    expect(await page.locator('.log img, .log script').count()).toBe(0);
    await see(second, 'Two officials were asked.');
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog', { name: 'Reject this?' }).getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    await see(page, '(edited)');
    await see(second, 'Approved');
    expect(await second.getByRole('article').count()).toBe(2);
    expect(await second.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  }));

test('Home shows its blocks, a choice there reaches the bot, and a link leads nowhere', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA', 'home'));
    await see(page, 'Your iQIES access');
    await page.getByRole('combobox', { name: 'Choose a State' }).click();
    await page.getByRole('option', { name: 'Utah' }).click();
    await expect.poll(() => stage.bot.heard.at(-1)?.actions?.[0]?.selected_option?.value).toBe('UT');
    await page.getByRole('tab', { name: 'Messages' }).click();
    await write(page, 'Hello');
    await page.getByRole('link', { name: 'iQIES' }).click();
    await see(page, 'In Slack this opens https://iqies.cms.gov');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.bot.heard.at(-1)?.actions?.[0]?.selected_option?.value).toBe('write');
  }));

test('one may be somebody else while a form is open, and comes back to it as it was', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await write(page, '/iqies');
    await page.getByLabel('Full name').fill('Ana Ruiz');
    await page.getByRole('button', { name: 'Joan Lee' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await write(page, 'Hello');
    await see(page, 'Two officials were asked.');
    await page.getByRole('button', { name: 'Ana Ruiz' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ana Ruiz');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => stage.bot.heard.at(-1)?.type).toBe('view_closed');
    await page.getByRole('button', { name: 'Raj Patel' }).click();
    await page.getByPlaceholder('Raj Patel is deactivated and cannot write.').waitFor();
    expect(await page.getByLabel('Message iQIES Help').isDisabled()).toBe(true);
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

test('the slash command works in a channel too, and drafts stay where they were written', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    await page.getByLabel('Message iQIES Help').fill('Half a quest');
    await page.getByRole('tab', { name: '#front-desk' }).click();
    const composer = page.getByLabel('Message #front-desk');
    expect(await composer.inputValue()).toBe('');
    await composer.fill('/other thing');
    await composer.press('Enter');
    await see(page, '/other is not a valid command.');
    await composer.fill('/iqies help');
    await composer.press('Enter');
    await page.getByRole('dialog', { name: 'Ask for a role' }).waitFor();
    expect(stage.bot.heard.at(-1)).toMatchObject({ type: 'command', text: 'help', channel_id: 'C0DESK' });
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Messages' }).click();
    expect(await page.getByLabel('Message iQIES Help').inputValue()).toBe('Half a quest');
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

test('what the page cannot draw is a red box, never a gap', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'));
    const opened = await stage.bot.call('conversations.open', { users: 'U0ANA' });
    const channel = (opened.channel as { id: string }).id;
    const blocks = [{ type: 'markdown', text: '# A heading' }];
    await stage.bot.call('chat.postMessage', { channel, text: 'Odd', blocks });
    await see(page, 'Cannot show this: markdown');
    await see(page, '# A heading');
  }));

async function fillAll(page: Page, email: string) {
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
async function expectFocus(page: Page, label: string) {
  const focused = page.getByLabel(label, { exact: true }).and(page.locator(':focus'));
  await focused.waitFor();
}
