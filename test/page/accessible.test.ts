import { afterEach, beforeEach, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { withBrowser } from './browser.ts';
import { see, submitButton, write } from './drive.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

test(
  'axe finds nothing in any block or element that the page can draw, nor in six errors at once',
  () =>
    withBrowser(async ({ open }) => {
      const page = await open(stage.at('U0ANA', 'home'));
      await see(page, 'Your iQIES access');
      const found = await findings(page, 'Home');
      await page.getByRole('tab', { name: 'Messages' }).click();
      await write(page, 'Hello');
      await see(page, 'Two officials were asked.');
      found.push(...(await findings(page, 'a message')));
      await page.getByRole('button', { name: 'More actions' }).click();
      found.push(...(await findings(page, 'an open menu')));
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Reject' }).click();
      found.push(...(await findings(page, 'a question before a click')));
      await page.getByRole('button', { name: 'Keep' }).click();
      await write(page, '/iqies');
      await see(page, 'Fill this in once.');
      await page.getByLabel('Facilities').fill('bloo');
      await page.getByRole('option', { name: 'Bloomfield' }).click();
      await page.keyboard.press('Escape');
      await submitButton(page).click();
      expect(await page.getByText('Please complete this required field.').count()).toBe(5);
      found.push(...(await findings(page, 'errors')));
      await page.getByRole('button', { name: 'Look closer' }).click();
      await page.getByRole('dialog', { name: 'Closer' }).waitFor();
      found.push(...(await findings(page, 'a second view')));
      expect(found).toEqual([]);
    }),
  120_000,
);

test('an error is said to be the field’s own, and a screen reader hears new messages but not old ones', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0JOAN'));
    const log = page.getByRole('log', { name: 'Conversation' });
    await expect.poll(() => log.getAttribute('aria-live')).toBe('polite');
    await write(page, 'Hello');
    await see(page, 'Two officials were asked.');
    await page.evaluate(`{
      const log = document.querySelector('[role="log"]');
      log.heard = [];
      new MutationObserver((changes) => {
        if (changes.some(({ addedNodes }) => addedNodes.length > 0)) log.heard.push(log.getAttribute('aria-live'));
      }).observe(log, { childList: true, subtree: true });
    }`);
    const heard = () => page.evaluate(`document.querySelector('[role="log"]').heard.splice(0)`);
    await write(page, 'Hello again');
    await expect.poll(() => page.getByText('Two officials were asked.').count()).toBe(2);
    expect(new Set((await heard()) as string[])).toEqual(new Set(['polite']));
    await page.getByRole('button', { name: 'Ana Ruiz' }).click();
    await expect.poll(() => page.title()).toContain('Ana Ruiz');
    await page.getByRole('button', { name: 'Joan Lee' }).click();
    await see(page, 'Two officials were asked.');
    expect(new Set((await heard()) as string[])).toEqual(new Set(['off']));
    await expect.poll(() => log.getAttribute('aria-live')).toBe('polite');
    await write(page, '/iqies');
    await submitButton(page).click();
    const name = page.getByLabel('Full name');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('radiogroup').getAttribute('aria-invalid')).toBe('true');
    const described = (await name.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const words = await Promise.all(described.map((id) => page.locator(`#${id}`).textContent()));
    expect(words.join(' ')).toBe('First and last name. Please complete this required field.');
    await name.fill('Ana');
    await expect.poll(() => name.getAttribute('aria-invalid')).toBeNull();
  }));

test('on a narrow window the people stand behind a button; F6 leads there and back on every window', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'), { viewport: { width: 375, height: 700 } });
    const composer = page.getByLabel('Message iQIES Help');
    const drawer = page.getByRole('button', { name: 'You are Ana Ruiz' });
    const joan = page.getByRole('button', { name: /^Joan Lee|JLJoan Lee/ });
    expect(await page.getByRole('navigation', { name: 'People' }).isVisible()).toBe(false);
    await drawer.click();
    await page.locator('[data-person="U0ANA"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'You are Ana Ruiz' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('F6');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'You are Joan Lee' }).waitFor();
    expect(await joan.count()).toBe(0);
    await page.setViewportSize({ width: 1200, height: 800 });
    await composer.focus();
    await page.keyboard.press('F6');
    await page.locator('[data-person="U0JOAN"]:focus').waitFor();
    await page.keyboard.press('F6');
    await composer.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('/iqies');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('F6');
    await page.locator('[data-person="U0JOAN"]:focus').waitFor();
    await page.keyboard.press('F6');
    await page.getByRole('dialog').locator(':focus').waitFor();
  }));

test('the theme is the system’s until one is chosen, which is then remembered', () =>
  withBrowser(async ({ open }) => {
    const page = await open(stage.at('U0ANA'), { colorScheme: 'dark' });
    const ground = () => page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor");
    const dark = await ground();
    await page.getByRole('button', { name: 'use the light theme' }).click();
    const light = await ground();
    expect(light).toBe('rgb(255, 255, 255)');
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'use the dark theme' }).waitFor();
    expect(await ground()).toBe(light);
  }));
