import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { threatModelPage } from '../../scripts/threat-model.ts';

it('docs/threat-model.md is up to date, and each test that it names exists', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/threat-model.md'), 'utf8')).toBe(threatModelPage());
});
