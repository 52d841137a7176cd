import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'docs/roles.md',
  'docs/scale.md',
  'docs/speed.md',
  'docs/teams-playground.md',
  'docs/torture.md',
];

/** The pictures that a page shows, in Markdown or HTML. */
function shownIn(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const names = [...text.matchAll(/(?:src|srcset)="([^"]+\.(?:png|svg))"|\]\(([^)]+\.(?:png|svg))\)/g)];
  return names.map(([, html, markdown]) => join(dirname(page), html ?? markdown ?? ''));
}

it.each(pages)('every picture of %s is there', (page) => {
  expect(shownIn(page).filter((picture) => !existsSync(join(root, picture)))).toEqual([]);
});

it('no picture is kept that no page shows', () => {
  const shown = new Set(pages.flatMap(shownIn));
  const kept = readdirSync(join(root, 'docs/images')).map((name) => `docs/images/${name}`);
  expect(kept.filter((picture) => !shown.has(picture))).toEqual([]);
});
