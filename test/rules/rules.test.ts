import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rulesPage } from '../../scripts/rules-table.ts';

it('docs/rules.md names every rule with its tests, and each of them exists', async () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8')).toBe(await rulesPage());
});
