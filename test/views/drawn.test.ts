import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { renderCard, renderProfile } from '#channels/teams/render.ts';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import { teamsHostConfig } from '#rehearsal/teams/host-config.ts';
import { strangeWords } from '#src/golden/cast.ts';
import { everyRow, type Row } from '#src/golden/table.ts';
import { withBrowser } from '../page/browser.ts';

/** Microsoft's renderer in a browser, as wide as a phone and as a conversation. */
const require = createRequire(import.meta.url);
const renderer = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.js'), 'utf8');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shown = { opens: (action: string) => action === 'reject', timeZone: null };

const cardOf = ({ view }: Row) => {
  if ('message' in view) return renderCard(view.message, shown);
  return 'form' in view ? renderDialog(view.form, shown).card : renderProfile(view.page, shown);
};

/** In the page: draws each card and says which is wider than its place, and which does not say the words. */
const draw = `(cards, config, words) => {
  const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.didProcess = true;
    result.outputHtml = text.replace(/\\\\(.)/g, '$1').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  };
  const troubles = [];
  for (const { name, card, says } of cards) {
    const drawn = new AdaptiveCard();
    drawn.hostConfig = new HostConfig(config);
    drawn.parse(card);
    const place = document.createElement('section');
    place.setAttribute('aria-label', name);
    place.append(drawn.render());
    document.body.append(place);
    if (place.scrollWidth > place.clientWidth) troubles.push(name + ' is ' + place.scrollWidth + ' wide');
    const bare = (text) => text.replace(/[\\s\\u2060]+/g, '');
    if (says && !bare(place.innerText).includes(bare(words))) troubles.push(name + ' says something else');
  }
  return troubles;
}`;

it.each(['light', 'dark'] as const)(
  'Microsoft’s renderer shows every card letter by letter, no wider than a phone, and easy to read (%s)',
  { timeout: 60_000 },
  async (theme) => {
    const cards = everyRow().map((row) => ({
      name: row.name,
      card: cardOf(row),
      says: row.name === 'talkForm (strange)',
    }));
    await withBrowser(async ({ open }) => {
      const page = await open('about:blank', { viewport: { width: 360, height: 800 } });
      await page.setContent(
        '<!doctype html><html lang="en"><title>Cards</title><style>section { overflow-wrap: anywhere }</style><body><main></main></body></html>',
      );
      await page.addScriptTag({ content: renderer });
      await page.addScriptTag({ content: axe });
      const args = [cards, teamsHostConfig(theme), strangeWords].map((one) => JSON.stringify(one)).join(', ');
      expect(await page.evaluate(`(${draw})(${args})`)).toEqual([]);
      // Colours don't depend on who is called what.
      await page.evaluate(
        `document.querySelectorAll('section:not([aria-label*="usual"])').forEach((one) => one.remove())`,
      );
      const unreadable = await page.evaluate(
        `axe.run({ runOnly: ['color-contrast'] }).then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map((node) => node.html)))`,
      );
      expect((unreadable as string[]).filter((html) => !/<(a|button)/.test(html))).toEqual([]);
    });
  },
);
