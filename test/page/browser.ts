/** A real browser for tests: pages in it see the network only on loopback, and a page error fails the test. */
import chromium from '@sparticuz/chromium';
import {
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium as launcher,
  type Page,
} from 'playwright-core';

export interface TestBrowser {
  /** A window of its own, as another person at another desk would have. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Not chromium.args: they switch web security off and put everything in one process, which dies with its first window. */
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];
const WAIT_MS = 8_000;

export async function withBrowser(run: (browser: TestBrowser) => Promise<void>): Promise<void> {
  const browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    args: ARGS,
    headless: true,
  });
  const troubles: string[] = [];
  try {
    await run({
      async open(url, options = {}) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
        context.setDefaultTimeout(WAIT_MS);
        await stayHome(context, troubles);
        const page = await context.newPage();
        page.on('pageerror', (error) => troubles.push(error.message));
        page.on('console', (line) => isTrouble(line) && troubles.push(line.text()));
        await page.goto(url);
        return page;
      },
    });
  } finally {
    await browser.close();
  }
  if (troubles.length > 0) throw new Error(`The page had trouble: ${troubles.join('; ')}`);
}

/** A refused act is answered 409, which the browser notes as an error; it is not one. */
function isTrouble(line: ConsoleMessage): boolean {
  return line.type() === 'error' && !line.text().startsWith('Failed to load resource');
}

async function stayHome(context: BrowserContext, troubles: string[]): Promise<void> {
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname),
    async (route) => {
      troubles.push(`asked for ${route.request().url()}`);
      await route.abort();
    },
  );
}
