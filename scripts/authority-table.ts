import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleById } from '#content/catalogue.ts';
import { authorityPage } from '#test/authority/table.ts';

/** Writes docs/authority.md from the hand-written table in test/authority/expected.ts. */
const file = join(import.meta.dirname, '..', 'docs', 'authority.md');
writeFileSync(
  file,
  authorityPage((role) => roleById(role).label),
);
console.log(`wrote ${file}`);
