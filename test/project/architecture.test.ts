import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { architecturePage, importsOfLayers } from '../../scripts/architecture.ts';

it('docs/architecture.md shows the layers as the code has them', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/architecture.md'), 'utf8');
  expect(page === architecturePage(), 'out of date: npm run -s architecture').toBe(true);
});

// A start asks the doctor what can't work, and the doctor opens the record as a start does: file by file, no circle.
it('no two layers import from each other, but the doctor and the start', () => {
  const imports = importsOfLayers();
  const both = [...imports].flatMap(([from, all]) =>
    [...all].filter((to) => from < to && imports.get(to)?.has(from)).map((to) => `${from} and ${to}`),
  );
  expect(both).toEqual(['doctor and start']);
});
