import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBrowser } from '../test/page/browser.ts';

/** Draws the icons of the Teams app: a shield with a tick, in colour on its ground, and white without one. */
const folder = join(import.meta.dirname, '..', 'manifests', 'teams');
const shield = 'M16 3 L27 7 V15 C27 22 22 26.5 16 29 C10 26.5 5 22 5 15 V7 Z';
const tick = 'M10.5 15.5 L14.5 19.5 L21.5 12';

const picture = (size: number, inside: string) =>
  `<style>body{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${inside}</svg>`;
// Teams rounds the corners itself and wants the sign within the middle 120 of 192.
const color = picture(
  192,
  `<rect width="192" height="192" fill="#1d3557"/><g transform="translate(32 32) scale(4)"><path d="${shield}" fill="#f1faee"/><path d="${tick}" fill="none" stroke="#1d3557" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></g>`,
);
const outline = picture(
  32,
  `<g fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${shield}"/><path d="${tick}"/></g>`,
);

await withBrowser(async ({ open }) => {
  for (const [name, size, html] of [
    ['color.png', 192, color],
    ['outline.png', 32, outline],
  ] as const) {
    const page = await open('about:blank', { viewport: { width: size, height: size } });
    await page.setContent(html);
    writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }));
  }
});
