/** axe in a real browser: what it finds in what the page shows now, in both themes and on a narrow window. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 375, height: 740 };

interface Finding {
  id: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/**
 * Runs every rule wide and light and again at 375 px; in the dark only what depends on colour.
 * @returns one line for each thing found; empty when all is well
 */
export async function findings(page: Page, where: string): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe.source);
  const found: string[] = [];
  const look = async (how: string, rules?: string[]) => {
    for (const { id, nodes } of await run(page, rules))
      for (const { target, failureSummary } of nodes)
        found.push(`${where}, ${how}: ${id} at ${JSON.stringify(target)}: ${failureSummary ?? ''}`);
  };
  await theme(page, 'light');
  await look('light');
  await theme(page, 'dark');
  await look('dark', ['color-contrast', 'link-in-text-block']);
  await page.setViewportSize(NARROW);
  await look('375 px, dark', ['color-contrast']);
  await theme(page, 'light');
  await look('375 px');
  if (await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
    found.push(`${where}, 375 px: it scrolls sideways`);
  await page.setViewportSize(WIDE);
  return found;
}

const theme = (page: Page, name: string) => page.evaluate(`document.documentElement.dataset.theme = '${name}'`);

async function run(page: Page, rules?: string[]): Promise<Finding[]> {
  // What fades in is looked at when it stands there: half-transparent text has no contrast.
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished)).then(() => null)');
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`);
}
