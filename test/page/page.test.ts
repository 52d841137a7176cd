import { afterEach, beforeEach, expect, test } from 'vitest';
import { withBrowser } from './browser.ts';
import { see, write } from './drive.ts';
import { XSS } from './gallery.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

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
